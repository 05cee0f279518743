import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainFileName } from '../../../../main/desktop/plain-file-name.ts';

describe('a file name that a page proposes', () => {
  it.each([
    ['执行报告 2026-11-24.pdf', '执行报告 2026-11-24.pdf'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['C:\\Windows\\a.exe', 'C__Windows_a.exe'],
    ['.bashrc', 'bashrc'],
    ['a.pdf. . ', 'a.pdf'],
    ['CON.txt', 'hengling.txt'],
    ['lpt1', 'hengling'],
    ['...', 'hengling'],
    ['报告\u202efdp.exe', '报告_fdp.exe'],
  ])('turns %j into %j', (given, wanted) => expect(plainFileName(given)).toBe(wanted));

  it('keeps the ending of a very long name', () => {
    const name = plainFileName(`${'长'.repeat(190)}.csv`);
    expect([...name]).toHaveLength(120);
    expect(name.endsWith('.csv')).toBe(true);
  });

  it('never leaves a folder, a control character or a hidden name, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }), (given) => {
        const name = plainFileName(given);
        expect(name).not.toMatch(/[/\\:\u0000-\u001f]|^\.|[. ]$/);
        expect(name.length).toBeGreaterThan(0);
        expect(name.length).toBeLessThanOrEqual(130);
      }),
    );
  });
});
