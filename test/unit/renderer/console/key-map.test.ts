import { expect, it } from 'vitest';
import { actionOf, type KeyPress } from '#renderer/console/shell/key-map.ts';

const press = (key: string, part: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrl: false,
  alt: false,
  shift: false,
  ...part,
});
const letter = (key: string, part: Partial<KeyPress> = {}) =>
  press(key.toLowerCase(), { code: `Key${key.toUpperCase()}`, ...part });

it('keeps the keys of an alarm and of the command line while one is typing', () => {
  expect(actionOf(press('F8'), 'typing')).toEqual({ does: 'desk' });
  expect(actionOf(press('F12'), 'typing')).toEqual({ does: 'withdraw' });
  expect(actionOf(letter('k', { ctrl: true }), 'typing')).toEqual({ does: 'line' });
  expect(actionOf(press('2', { code: 'Digit2', alt: true }), 'typing')).toEqual({ does: 'screen', index: 1 });
  expect(actionOf(press('F6', { shift: true }), 'typing')).toEqual({ does: 'next_part', step: -1 });
});

it('leaves letters, space, slash and question mark to the text that is typed', () => {
  for (const key of [letter('n'), letter('l'), press(' '), press('/'), press('?'), press('Escape')])
    expect(actionOf(key, 'typing')).toBeNull();
});

it('leaves Space to a button or a table that has the focus, and talks with it elsewhere', () => {
  expect(actionOf(press(' '), 'pressing')).toBeNull();
  expect(actionOf(press(' '), 'free')).toEqual({ does: 'talk' });
});

it('takes letters by their place on the keyboard, and not with Ctrl or Alt', () => {
  expect(actionOf(letter('v'), 'pressing')).toEqual({ does: 'video' });
  expect(actionOf(press('м', { code: 'KeyV' }), 'free')).toEqual({ does: 'video' });
  expect(actionOf(letter('n', { ctrl: true }), 'free')).toBeNull();
  expect(actionOf(letter('l', { alt: true }), 'free')).toBeNull();
  expect(actionOf(letter('n', { shift: true }), 'free')).toBeNull();
});

it('goes to five boards by Ctrl and a digit, and to no sixth', () => {
  expect(actionOf(press('2', { code: 'Digit2', ctrl: true }), 'free')).toEqual({
    does: 'part',
    name: 'units',
  });
  expect(actionOf(press('6', { code: 'Digit6', ctrl: true }), 'free')).toBeNull();
});
