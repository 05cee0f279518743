import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const source = resolve(import.meta.dirname, '../../main');

/** Plays the hub's own entry: says where it is, answers its health as it was told, ends when asked. */
const HUB = `
  const http = require('node:http');
  const server = http.createServer((request, response) => {
    response.writeHead(request.url === '/api/health' ? Number(process.env.HEALTH ?? 200) : 404).end();
  });
  server.listen(0, '127.0.0.1', () => {
    console.log('hub flags: ' + process.argv.slice(2).join(' '));
    process.send({ type: 'ready', consoleUrl: 'http://127.0.0.1:' + server.address().port, launchToken: 'secret-token' });
  });
  process.on('SIGTERM', () => process.exit(0));`;

let root: string;
let running: ChildProcess | null = null;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'launcher-'));
  mkdirSync(join(root, 'main'));
  cpSync(join(source, 'launch.mjs'), join(root, 'main/launch.mjs'));
  cpSync(join(source, 'launch'), join(root, 'main/launch'), { recursive: true });
  const built = ['main/index.js', 'preload/index.cjs', 'renderer/console.html'].map((file) =>
    join(root, 'dist', file),
  );
  const files = { 'package.json': '{}', 'dist/main/serve.js': HUB };
  for (const folder of ['main', 'preload', 'renderer'])
    mkdirSync(join(root, 'dist', folder), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);
  for (const file of built) writeFileSync(file, '');
  const later = new Date(Date.now() + 60_000);
  for (const file of [...built, join(root, 'dist/main/serve.js')]) utimesSync(file, later, later);
});
afterEach(() => {
  running?.kill();
  rmSync(root, { recursive: true, force: true });
});

/** Puts an Electron executable into the tree that does what the shell script says. */
function installElectron(script: string): void {
  const folder = join(root, 'node_modules/electron');
  mkdirSync(join(folder, 'dist'), { recursive: true });
  writeFileSync(join(folder, 'path.txt'), 'electron');
  writeFileSync(join(folder, 'dist/electron'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, 'dist/electron'), 0o755);
}

function launch(
  flags: string[],
  env: Record<string, string> = {},
): Promise<{ code: number | null; said: string }> {
  const { ELECTRON_OVERRIDE_DIST_PATH: _own, CI: _ci, DISPLAY: _display, ...inherited } = process.env;
  const child = spawn(process.execPath, [join(root, 'main/launch.mjs'), '--no-open', ...flags], {
    env: { ...inherited, WAYLAND_DISPLAY: '', ...env },
  });
  running = child;
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
  return new Promise((done) => child.once('close', (code) => done({ code, said })));
}

describe('npm start', () => {
  it('opens the same console in a browser and says why, when Electron cannot be had', async () => {
    const { code, said } = await launch(['--check']);
    expect(code).toBe(0);
    expect(said).toContain('its binary is not installed (electron is not among the installed packages)');
    expect(said).toMatch(/ {2}http:\/\/127\.0\.0\.1:\d+\/console\.html#t=secret-token\n/);
    expect(said).toContain('check: ok');
  });

  it('fails its check when the hub does not answer well', async () => {
    const { code, said } = await launch(['--check', '--browser'], { HEALTH: '503' });
    expect(code).toBe(1);
    expect(said).toContain('--browser was given');
    expect(said).toContain('check: failed');
  });

  it('hands its folder, port and drill on to the hub', async () => {
    const { said } = await launch(['--check', '--browser', '--drill', '--data', '/tmp/court', '--port', '0']);
    expect(said).toContain('hub flags: --data /tmp/court --port 0 --drill');
  });

  it('falls back and names the library that Electron misses', async () => {
    installElectron(
      'echo "electron: error while loading shared libraries: libnss3.so: cannot open" >&2; exit 127',
    );
    const { code, said } = await launch(['--check'], { DISPLAY: ':9' });
    expect(code).toBe(0);
    expect(said).toContain('it did not come up (exit 127: error while loading shared libraries: libnss3.so');
    expect(said).toContain('check: ok');
  });

  it('does not take an unwell hub inside Electron for an Electron that is missing', async () => {
    installElectron('exit 3');
    const { code, said } = await launch(['--check'], { DISPLAY: ':9' });
    expect(code).toBe(1);
    expect(said).not.toContain('http://');
  });

  it('does not start Electron where there is no display', async () => {
    installElectron('echo must not run; exit 0');
    const { code, said } = await launch(['--check']);
    expect(code).toBe(0);
    expect(said).toContain('there is no display');
    expect(said).not.toContain('must not run');
  });

  it('runs Electron where it is, and ends as it ends', async () => {
    installElectron('echo "app: $*"; echo "data: $HENGLING_DATA"; exit 0');
    const { code, said } = await launch(['--drill', '--data', '/tmp/court'], { DISPLAY: ':9' });
    expect(code).toBe(0);
    expect(said).toContain(`app: ${root} --no-open --drill`);
    expect(said).toContain('data: /tmp/court');
    expect(said).not.toContain('http://');
  });

  it('does not fetch Electron in CI', async () => {
    const { said } = await launch(['--check'], { CI: '1' });
    expect(said).toContain('not fetched because CI is set');
  });
});
