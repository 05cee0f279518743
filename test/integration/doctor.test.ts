import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { tempDir } from '#support/temp-dir.ts';
import { examine, mustBeMended } from '../../main/tools/doctor/examine.ts';
import type { Finding, State } from '../../main/tools/doctor/finding.ts';
import { lookAtData } from '../../main/tools/doctor/look-at-data.ts';
import type { Machine } from '../../main/tools/doctor/machine.ts';

const GIB = 2 ** 30;
const root = resolve(import.meta.dirname, '../..');

const soundMachine: Machine = {
  platform: 'linux',
  arch: 'x64',
  node: '24.21.0',
  memoryBytes: 16 * GIB,
  sqlite: { version: '3.53.4', journal: 'wal', synchronous: 2 },
  electron: '/opt/electron',
  browser: { path: '/usr/bin/chromium', version: '156.0' },
  codecs: ['video/VP8', 'video/H264', 'audio/opus'],
  relayFault: null,
  chineseFonts: ['Noto Sans CJK SC'],
  fieldPort: { port: 8443, state: 'free' },
  data: { dir: '/srv/hub', writable: true, local: true, freeBytes: 100 * GIB },
  clock: { now: Date.UTC(2026, 10, 3, 1), timeZone: 'Asia/Shanghai', synchronised: true },
};

const judge = (change: Partial<Machine>, id: string): Finding => {
  const found = examine({ ...soundMachine, ...change }).find((finding) => finding.id === id);
  if (!found) throw new Error(`the doctor does not look at ${id}`);
  return found;
};

describe('the doctor', () => {
  it('finds nothing amiss on a sound machine, and names everything it looked at once', () => {
    const findings = examine(soundMachine);
    expect(findings.filter(({ state }) => state !== 'ok')).toEqual([]);
    expect(mustBeMended(findings)).toBe(false);
    expect(new Set(findings.map(({ id }) => id)).size).toBe(findings.length);
  });

  const amiss: [what: string, id: string, state: State, change: Partial<Machine>][] = [
    ['Node 20', 'node', 'fail', { node: '20.20.2' }],
    ['a Node that was not tried', 'node', 'warn', { node: '22.18.0' }],
    ['little memory', 'memory', 'warn', { memoryBytes: 2 * GIB }],
    [
      'a database that refuses',
      'sqlite',
      'fail',
      { sqlite: { refused: 'SQLite 3.40.0 can damage the record' } },
    ],
    [
      'a database that does not wait for the disk',
      'sqlite',
      'fail',
      { sqlite: { version: '3.53.4', journal: 'wal', synchronous: 1 } },
    ],
    [
      'a database without WAL',
      'sqlite',
      'fail',
      { sqlite: { version: '3.53.4', journal: 'delete', synchronous: 2 } },
    ],
    ['a folder of somebody else', 'data', 'fail', { data: { ...soundMachine.data, writable: false } }],
    ['a network drive', 'data', 'fail', { data: { ...soundMachine.data, local: false } }],
    ['a disk with 5 GiB left', 'disk', 'warn', { data: { ...soundMachine.data, freeBytes: 5 * GIB } }],
    ['a full disk', 'disk', 'fail', { data: { ...soundMachine.data, freeBytes: 0 } }],
    ['a clock at its first second', 'clock', 'fail', { clock: { ...soundMachine.clock, now: 0 } }],
    ['a clock far ahead', 'clock', 'fail', { clock: { ...soundMachine.clock, now: Date.UTC(2099, 0) } }],
    ['a clock that nobody sets', 'clock', 'warn', { clock: { ...soundMachine.clock, synchronised: false } }],
    ['a taken port', 'port', 'warn', { fieldPort: { port: 8443, state: 'taken' } }],
    ['a forbidden port', 'port', 'warn', { fieldPort: { port: 443, state: 'forbidden' } }],
    ['a relay module of another system', 'relay', 'fail', { relayFault: 'invalid ELF header' }],
    ['no Electron', 'electron', 'warn', { electron: null }],
    ['no browser beside Electron', 'browser', 'warn', { browser: null }],
    ['neither browser nor Electron', 'browser', 'fail', { browser: null, electron: null }],
    ['a browser that does not answer', 'codecs', 'warn', { codecs: null }],
    ['a browser without VP8', 'codecs', 'fail', { codecs: ['video/H264', 'audio/opus'] }],
    ['a browser without H.264', 'codecs', 'warn', { codecs: ['video/VP8', 'audio/opus'] }],
    ['no Chinese font', 'fonts', 'warn', { chineseFonts: [] }],
  ];

  it.each(amiss)(
    'says of %s what is wrong and how to mend it, in both languages',
    (_what, id, state, change) => {
      const finding = judge(change, id);
      expect(finding.state).toBe(state);
      for (const text of [finding.found, finding.mend]) {
        expect(text?.zh).toMatch(/\p{Script=Han}/u);
        expect(text?.en).toMatch(/^[^\p{Script=Han}]+$/u);
      }
      expect(mustBeMended([finding])).toBe(state === 'fail');
    },
  );

  it.each<[string, string, Partial<Machine>]>([
    ['a port that our own hub holds', 'port', { fieldPort: { port: 8443, state: 'ours' } }],
    ['fonts that the system brings', 'fonts', { chineseFonts: null }],
    [
      'a clock whose keeper cannot be asked',
      'clock',
      { clock: { ...soundMachine.clock, synchronised: null } },
    ],
  ])('does not complain of %s', (_what, id, change) => expect(judge(change, id).state).toBe('ok'));
});

describe('looking at the data folder', () => {
  it('opens a scratch database as the record is opened, and leaves nothing behind', () => {
    const dir = tempDir('doctor');
    const { data, sqlite } = lookAtData(dir);
    expect(data).toMatchObject({ dir, writable: true, local: true });
    expect(sqlite).toMatchObject({ journal: 'wal', synchronous: 2 });
    expect(readdirSync(dir)).toEqual([]);
  });

  it('looks above a folder that is not there yet, and does not make it', () => {
    const dir = join(tempDir('doctor'), 'hub', 'drill');
    expect(lookAtData(dir).data.writable).toBe(true);
    expect(existsSync(dir)).toBe(false);
  });

  // Root may write everywhere but into what the kernel makes up; a plain user's refusal is the same one.
  it.runIf(process.platform === 'linux')('says so when the folder takes no file', () => {
    const { data, sqlite } = lookAtData('/proc/self');
    expect(data.writable).toBe(false);
    expect(sqlite).toHaveProperty('refused');
  });
});

describe('npm run doctor', () => {
  const doctor = (...args: string[]): Promise<{ code: number; out: string; err: string }> =>
    new Promise((done) => {
      execFile(
        process.execPath,
        [join(root, 'main/tools/doctor.ts'), ...args],
        { cwd: root },
        (error, out, err) => done({ code: error === null ? 0 : Number(error.code), out, err }),
      );
    });

  it('looks at this very machine, and its exit code is the worst of what it found', async () => {
    const taken = createServer().listen(0);
    onTestFinished(() => void taken.close());
    await new Promise((done) => taken.once('listening', done));
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;

    const { code, out } = await doctor('--json', '--data', tempDir('doctor'), '--field-port', String(port));
    const findings = JSON.parse(out) as Finding[];
    expect(code).toBe(mustBeMended(findings) ? 1 : 0);
    expect(findings.map(({ id }) => id)).toEqual(examine(soundMachine).map(({ id }) => id));
    expect(Object.fromEntries(findings.map(({ id, state }) => [id, state]))).toMatchObject({
      node: 'ok',
      sqlite: 'ok',
      data: 'ok',
      relay: 'ok',
      port: 'warn',
    });
  });

  it('refuses what it does not know', async () => {
    const { code, err } = await doctor('--everything');
    expect(code).toBe(2);
    expect(err).toContain('npm run doctor');
  });
});
