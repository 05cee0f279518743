import { expect, it } from 'vitest';
import { shellTexts } from '../../../../main/desktop/texts.ts';

it('speaks Chinese unless the OS plainly speaks another language', () => {
  expect(['zh-CN', 'zh-Hans', 'zh', ''].map((locale) => shellTexts(locale).quit)).toEqual(
    Array(4).fill('退出'),
  );
  expect(shellTexts('en-GB').quit).toBe('Quit');
});
