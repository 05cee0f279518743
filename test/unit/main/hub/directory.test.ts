import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CourtCode } from '#contracts/ids.ts';
import type { Court } from '#contracts/session.ts';
import { createDirectory, loadDirectory } from '#hub/directory.ts';

const directory = loadDirectory(resolve(import.meta.dirname, '../../../../resources'));

const court = (code: string, level: Court['level'], parent: string | null): Court => ({
  code, level, parent, name: code, province: '某省', lng: 104, lat: 30,
}); // prettier-ignore

const folderWith = (text: string) => {
  const folder = mkdtempSync(join(tmpdir(), 'courts-'));
  writeFileSync(join(folder, 'courts.json'), text);
  return folder;
};

describe('the directory that is shipped', () => {
  it('leads from 锦江 and from 九龙坡 to a high court of their own, and only then together', () => {
    const up = (code: string) => directory.ancestors(code).map((c) => c.name);
    expect(up('510104')).toEqual(['成都市中级人民法院', '四川省高级人民法院', '最高人民法院']);
    expect(up('500107')).toEqual(['重庆市第五中级人民法院', '重庆市高级人民法院', '最高人民法院']);
  });

  it('says who stands below whom, and nobody below himself or across the provinces', () => {
    expect(directory.isBelow('510104', '5100')).toBe(true);
    expect(directory.isBelow('510104', '00')).toBe(true);
    expect(directory.isBelow('5100', '510104')).toBe(false);
    expect(directory.isBelow('510104', '510104')).toBe(false);
    expect(directory.isBelow('510104', '5000')).toBe(false);
    expect(directory.isBelow('999999', '00')).toBe(false);
  });

  it('has 31 high courts, and Sichuan and Chongqing complete in the levels that it promises', () => {
    const count = (level: Court['level'], parent?: string) =>
      directory.list.filter((c) => c.level === level && (!parent || c.parent === parent)).length;
    expect(count('supreme')).toBe(1);
    expect(count('high')).toBe(31);
    expect(count('intermediate', '5100')).toBe(22); // 21 cities and prefectures, one railway
    expect(count('intermediate', '5000')).toBe(5);
    expect(count('basic', '5101')).toBe(22); // 20 divisions, 高新, 天府
    const chongqing = directory.list.filter((c) => c.level === 'basic' && c.province === '重庆市');
    expect(chongqing.filter((c) => /^\d{6}$/.test(c.code))).toHaveLength(38);
  });

  it('has codes that every endpoint accepts, under the division that they belong to, and seats inside China', () => {
    for (const c of directory.list) {
      expect(CourtCode.safeParse(c.code).success, c.code).toBe(true);
      expect(c.lng > 73 && c.lng < 136 && c.lat > 18 && c.lat < 54, c.name).toBe(true);
      if (c.level !== 'supreme' && c.level !== 'high')
        expect(directory.provinceOf(c.parent!), c.name).toBe(c.province);
      if (/^\d{6}$/.test(c.code)) expect(c.parent!.slice(0, 2), c.name).toBe(c.code.slice(0, 2));
    }
    expect(new Set(directory.list.map((c) => c.name)).size).toBe(directory.list.length);
  });

  it('answers null for a court that it does not know', () => {
    expect(directory.byCode('999999')).toBeNull();
    expect(directory.provinceOf('999999')).toBeNull();
    expect(directory.byCode('510104')?.name).toBe('成都市锦江区人民法院');
  });
});

describe('a directory that somebody edited', () => {
  it('is refused with the entry named: twice the same, no such parent, a parent that is not higher', () => {
    const root = court('00', 'supreme', null);
    expect(() => createDirectory([root, court('51', 'high', '00'), court('51', 'high', '00')])).toThrow(
      /51 is listed twice/,
    );
    expect(() => createDirectory([root, court('5101', 'intermediate', '5100')])).toThrow(/5101: 5100/);
    expect(() => createDirectory([root, court('A1', 'high', 'B1'), court('B1', 'high', 'A1')])).toThrow(
      /A1: B1/,
    );
    expect(() => createDirectory([court('5100', 'high', null)])).toThrow(/5100 has no parent/);
  });

  it('is refused with the file named when it is no JSON or no list of courts', () => {
    expect(() => loadDirectory(folderWith('{'))).toThrow(/courts\.json is not a list of courts/);
    expect(() => loadDirectory(folderWith('[{"code":1}]'))).toThrow(/courts\.json is not a list of courts/);
    expect(() => loadDirectory(folderWith('[]'))).toThrow(/courts\.json is not a list of courts/);
  });
});
