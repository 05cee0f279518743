import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultDataDir, drillDataDir } from '#hub/data-dir.ts';

describe('default data folder', () => {
  it.each([
    ['linux', {}, '/home/u', join('/home/u', '.local', 'share', 'hengling', 'hub')],
    ['linux', { XDG_DATA_HOME: '/x' }, '/home/u', join('/x', 'hengling', 'hub')],
    ['darwin', {}, '/Users/u', join('/Users/u', 'Library', 'Application Support', 'Hengling', 'hub')],
    ['win32', { LOCALAPPDATA: 'C:\\L', APPDATA: 'C:\\R' }, 'C:\\U', join('C:\\L', 'Hengling', 'hub')],
    ['win32', {}, 'C:\\U', join('C:\\U', 'AppData', 'Local', 'Hengling', 'hub')],
  ] as const)('on %s with %j is local to the machine', (platform, env, home, expected) => {
    expect(defaultDataDir({ platform, env, home })).toBe(expected);
  });

  it('is HENGLING_DATA when that is set', () => {
    const env = { HENGLING_DATA: 'some/where', LOCALAPPDATA: 'C:\\L' };
    expect(defaultDataDir({ platform: 'win32', env, home: '/' })).toBe(resolve('some/where'));
  });

  it('keeps a drill apart from the court’s record', () => {
    expect(drillDataDir('/data')).toBe(join('/data', 'drill'));
  });
});
