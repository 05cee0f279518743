import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isStale } from '../../main/launch/build-if-stale.mjs';
import { findNodeRuntime, isNewEnough } from '../../main/launch/node-runtime.mjs';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'launch-parts-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A file, last changed that many seconds after an arbitrary start. */
function put(name: string, second: number): void {
  const path = join(root, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, '');
  utimesSync(path, second, second);
}
function touchFolder(name: string, second: number): void {
  utimesSync(join(root, name), second, second);
}

describe('the Node that runs the hub', () => {
  it.each([
    ['22.18.0', true],
    ['24.0.0', true],
    ['22.17.9', false],
    ['20.20.2', false],
  ])('takes %s: %s', (version, wanted) => expect(isNewEnough(version)).toBe(wanted));

  it('is the one of npm ci when this one is too old, or none', () => {
    const platform = process.platform === 'win32' ? 'win' : process.platform;
    const file = process.platform === 'win32' ? 'node.exe' : 'node';
    expect(findNodeRuntime(root, '20.20.2')).toBeNull();
    const brought = join('node_modules', `node-${platform}-${process.arch}`, 'bin', file);
    put(brought, 0);
    expect(findNodeRuntime(root, '20.20.2')).toBe(join(root, brought));
    expect(findNodeRuntime(root, '24.21.0')).toBe(process.execPath);
  });
});

describe('a build', () => {
  beforeEach(() => {
    for (const name of [
      'main/a/b.ts',
      'preload/index.ts',
      'renderer/console.html',
      'vite.config.ts',
      'package.json',
    ]) {
      put(name, 100);
    }
    put('package-lock.json', 100);
    for (const name of ['main', 'main/a', 'preload', 'renderer']) touchFolder(name, 100);
    for (const name of ['main/index.js', 'main/serve.js', 'preload/index.cjs', 'renderer/console.html']) {
      put(`dist/${name}`, 200);
    }
  });

  it('is good while everything it is made of is older', () => expect(isStale(root)).toBe(false));
  it('is stale when a source changed', () => {
    put('main/a/b.ts', 300);
    touchFolder('main/a', 100);
    expect(isStale(root)).toBe(true);
  });
  it('is stale when a source was removed', () => {
    rmSync(join(root, 'main/a/b.ts'));
    touchFolder('main/a', 300);
    expect(isStale(root)).toBe(true);
  });
  it('is stale when a part of it is missing', () => {
    rmSync(join(root, 'dist/preload/index.cjs'));
    expect(isStale(root)).toBe(true);
  });
  it('is not stale because the compiler kept its notes', () => {
    put('main/tsconfig.tsbuildinfo', 300);
    touchFolder('main', 100);
    expect(isStale(root)).toBe(false);
  });
});
