import { listPackage, extractAll } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { Arch, build, Platform, type Configuration } from 'electron-builder';
import { execFile, fork } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import checkNativeModule from '../../main/tools/check-native-module.mjs';
import { makeDummyElectron } from '#support/dummy-electron.ts';

const root = resolve(import.meta.dirname, '../..');
const require = createRequire(import.meta.url);
const builder = require('app-builder-lib/out/util/config/config.js') as {
  getConfig(projectDir: string, file: string, given: null): Promise<Configuration>;
  validateConfiguration(config: object, debug: object): Promise<void>;
};
const written = () => builder.getConfig(root, 'electron-builder.yml', null);
const validate = (config: object) =>
  builder.validateConfiguration(config, {
    isEnabled: false,
    add: () => undefined,
    save: () => Promise.resolve(),
  });

describe('electron-builder.yml', () => {
  it('fits the schema of the electron-builder that is installed', async () => {
    await expect(validate(await written())).resolves.toBeUndefined();
  });

  it.each([
    ['at the top', { packUpEverything: true }],
    ['among the fuses', { electronFuses: { runAsNode: false, runAsRoot: true } }],
    ['for Linux', { linux: { categorie: 'Office' } }],
  ])('is refused with a key that means nothing %s', async (_where, bogus) => {
    await expect(validate({ ...(await written()), ...bogus })).rejects.toThrow(
      /does not match the API schema/,
    );
  });

  it('names every system we ship for, and arm64 beside x64 on Linux', async () => {
    const { win, linux, mac } = await written();
    expect(win?.target).toEqual(['nsis']);
    expect(mac?.target).toEqual(['dmg']);
    expect(linux?.target).toEqual(
      ['deb', 'rpm', 'AppImage'].map((target) => ({ target, arch: ['x64', 'arm64'] })),
    );
  });
});

describe.skipIf(process.platform !== 'linux' || process.arch !== 'x64')('the package for Linux x64', () => {
  const dir = mkdtempSync(join(tmpdir(), 'hengling-packaging-'));
  const app = join(dir, 'release', 'linux-unpacked');
  const resources = join(app, 'resources');
  let inside: string[] = [];

  beforeAll(async () => {
    if (!existsSync(join(root, 'dist/main/index.js'))) throw new Error('There is no build: npm run build');
    const electron = JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8')) as {
      version: string;
    };
    const electronDist = join(dir, 'electron');
    mkdirSync(electronDist);
    await makeDummyElectron(electronDist, electron.version);
    await build({
      projectDir: root,
      config: { electronDist, directories: { output: join(dir, 'release') } }, // laid over electron-builder.yml
      targets: Platform.LINUX.createTarget('dir', Arch.x64),
      publish: 'never',
    });
    inside = listPackage(join(resources, 'app.asar'), { isPack: false }).map((path) => path.slice(1));
  }, 180_000);
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  it.each([
    'package.json',
    'dist/main/index.js',
    'dist/main/hub-process.js',
    'dist/main/writer-worker.js',
    'dist/main/password-worker.js',
    'dist/main/relay-process.js',
    'dist/main/simulator-process.js',
    'dist/preload/index.cjs',
    'dist/renderer/console.html',
    'dist/renderer/field.html',
    'dist/renderer/field-sw.js',
    'node_modules/node-datachannel/dist/esm/lib/index.mjs',
    'node_modules/@node-datachannel/linux-x64-gnu/node_datachannel.node',
  ])('holds %s', (path) => expect(inside).toContain(path));

  it('holds the licence of everything in it', () => {
    expect(inside).toEqual(
      expect.arrayContaining([
        'dist/main/licenses.md',
        'dist/renderer/licenses.md',
        'node_modules/node-datachannel/LICENSE',
        'node_modules/detect-libc/LICENSE',
      ]),
    );
    const [main, pages] = ['main', 'renderer'].map((part) =>
      readFileSync(join(root, `dist/${part}/licenses.md`), 'utf8'),
    );
    expect(main).toContain('## fastify - ');
    expect(pages).toContain('## maplibre-gl - ');
  });

  it('holds no source, map, test, document, nor types', () => {
    const unwanted = /\.(ts|tsx|mts|cts|map|md|tsbuildinfo|yml)$|(^|\/)(test|tests|src|types)\//;
    const notices = /^dist\/\w+\/licenses\.md$/;
    expect(inside.filter((path) => unwanted.test(path) && !notices.test(path))).toEqual([]);
  });

  it('holds nothing beside the bundles but what the relay loads', () => {
    const tops = new Set(inside.map((path) => path.split('/').slice(0, 2).join('/')));
    expect([...tops].sort()).toEqual([
      'dist',
      'dist/main',
      'dist/preload',
      'dist/renderer',
      'node_modules',
      'node_modules/@node-datachannel',
      'node_modules/detect-libc',
      'node_modules/node-datachannel',
      'package.json',
    ]);
  });

  it('is refused by the check of the packer when the relay’s module is another system’s or missing', () => {
    const packed = (electronPlatformName: string, arch: Arch, resourcesDir: string) => () =>
      checkNativeModule({
        electronPlatformName,
        arch,
        appOutDir: app,
        packager: { getResourcesDir: () => resourcesDir, projectDir: root },
      });
    expect(packed('linux', Arch.x64, resources)).not.toThrow();
    expect(packed('linux', Arch.arm64, resources)).toThrow('@node-datachannel/linux-arm64-gnu@');
    expect(packed('win32', Arch.x64, resources)).toThrow('@node-datachannel/win32-x64-msvc@');
    expect(packed('linux', Arch.x64, dir)).toThrow('holds no relay module');
  });

  it('keeps the native module, and it alone, outside the archive where the system can load it', () => {
    const outside = readdirSync(join(resources, 'app.asar.unpacked'), {
      recursive: true,
      withFileTypes: true,
    });
    expect(
      outside
        .filter((entry) => entry.isFile())
        .map((entry) => entry.name)
        .sort(),
    ).toEqual(['node_datachannel.node', 'package.json']);
  });

  describe('taken out of its archive', () => {
    const unpacked = join(dir, 'app');
    beforeAll(() => {
      extractAll(join(resources, 'app.asar'), unpacked);
      symlinkSync(join(resources, 'resources'), join(unpacked, 'resources'));
    });

    it('loads the relay’s module from what was packed', async () => {
      const script =
        "const { PeerConnection } = await import('node-datachannel'); console.log(typeof PeerConnection);";
      const run = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
        cwd: unpacked,
      });
      expect(run.stdout.trim()).toBe('function');
    });

    it('opens a hub and a drill with its phones and cameras, with nothing of this checkout beside it', async () => {
      const flags = ['--data', join(dir, 'data'), '--field-port', '0', '--drill'];
      const hub = fork(join(unpacked, 'dist/main/serve.js'), flags, {
        cwd: unpacked,
        execArgv: [],
        silent: true,
      });
      const gone = new Promise((done) => hub.once('exit', done));
      let said = '';
      // The simulator is a process of its own, and its cameras send to the relay, which is another.
      const played = new Promise<void>((done, fail) => {
        hub.stderr?.on('data', (chunk) => {
          if (/"drill_ready".*"phones":27,"cameras":21/.test((said += String(chunk)))) done();
        });
        hub.once('exit', (code) => fail(new Error(`the hub ended with ${code}: ${said}`)));
      });
      const ready = new Promise<{ consoleUrl: string }>((done) =>
        hub.once('message', (message) => done(message as { consoleUrl: string })),
      );
      await played;
      const health = await fetch(`${(await ready).consoleUrl}/api/health`);
      expect(await health.json()).toMatchObject({ ok: true, configured: true, drill: true });
      hub.kill('SIGTERM');
      expect(await gone).toBe(0);
    }, 120_000);
  });

  it('has its fuses as the file says', async () => {
    const wire = await getCurrentFuseWire(join(app, 'hengling'));
    const { DISABLE, ENABLE } = FuseState;
    expect({
      runAsNode: wire[FuseV1Options.RunAsNode],
      cookieEncryption: wire[FuseV1Options.EnableCookieEncryption],
      nodeOptions: wire[FuseV1Options.EnableNodeOptionsEnvironmentVariable],
      inspect: wire[FuseV1Options.EnableNodeCliInspectArguments],
      asarIntegrity: wire[FuseV1Options.EnableEmbeddedAsarIntegrityValidation],
      onlyAsar: wire[FuseV1Options.OnlyLoadAppFromAsar],
      browserSnapshot: wire[FuseV1Options.LoadBrowserProcessSpecificV8Snapshot],
      filePrivileges: wire[FuseV1Options.GrantFileProtocolExtraPrivileges],
    }).toEqual({
      runAsNode: DISABLE,
      cookieEncryption: ENABLE,
      nodeOptions: DISABLE,
      inspect: DISABLE,
      asarIntegrity: ENABLE,
      onlyAsar: ENABLE,
      browserSnapshot: DISABLE,
      filePrivileges: DISABLE,
    });
  });

  it('speaks Chinese and English, and carries no other language', () => {
    expect(readdirSync(join(app, 'locales')).sort()).toEqual(['en-US.pak', 'zh-CN.pak']);
  });

  it('brings the resources that the hub reads in parts, and the licence', () => {
    for (const file of [
      'courts.json',
      'drill/chengyu-01.json',
      'icons/tray.png',
      'icons/tray@2x.png',
      'icons/icon.ico',
    ]) {
      expect(existsSync(join(resources, 'resources', file)), file).toBe(true);
    }
    expect(readFileSync(join(resources, 'LICENSE.hengling.txt'), 'utf8')).toContain('木兰宽松许可证');
    expect(readdirSync(join(resources, 'resources/icons')).filter((name) => /mjs|svg/.test(name))).toEqual(
      [],
    );
  });
});
