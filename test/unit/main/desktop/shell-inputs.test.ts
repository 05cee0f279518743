import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_SAVE_BYTES, type ShellRequestName } from '#contracts/bridge.ts';
import { SHELL_INPUTS } from '../../../../main/desktop/shell-inputs.ts';

const names = Object.keys(SHELL_INPUTS) as ShellRequestName[];
const accepts = (name: ShellRequestName, ...values: unknown[]) =>
  SHELL_INPUTS[name].safeParse(values).success;

describe('what a page may send to the shell', () => {
  it('accepts what the bridge sends', () => {
    expect(accepts('shell:hub')).toBe(true);
    expect(accepts('shell:save_file', '报告.pdf', new Uint8Array(3))).toBe(true);
    expect(accepts('shell:alert', { title: '警情', body: '', urgent: true })).toBe(true);
    expect(accepts('shell:open_window', 'wall')).toBe(true);
    expect(accepts('shell:secret_set', 'device.key', '')).toBe(true);
  });

  it.each<[ShellRequestName, unknown[]]>([
    ['shell:hub', [1]],
    ['shell:save_file', ['a', [1, 2]]],
    ['shell:save_file', ['', new Uint8Array(1)]],
    ['shell:save_file', ['a'.repeat(201), new Uint8Array(1)]],
    ['shell:print_to_pdf', [null]],
    ['shell:alert', [{ title: 'a', body: 'b', urgent: 'yes' }]],
    ['shell:alert', [{ title: 'a', body: 'b', urgent: true, icon: 'x' }]],
    ['shell:alert', [{ title: 'a', body: 'b'.repeat(501), urgent: true }]],
    ['shell:open_window', ['console']],
    ['shell:keep_awake', [1]],
    ['shell:secret_get', ['../window-places.json']],
    ['shell:secret_get', ['A']],
    ['shell:secret_get', ['.hidden']],
    ['shell:secret_set', ['a', 'x'.repeat(10_001)]],
  ])('refuses %s of %j', (name, values) => expect(accepts(name, ...values)).toBe(false));

  it('refuses a file one byte too large', () => {
    expect(accepts('shell:save_file', 'a', new Uint8Array(MAX_SAVE_BYTES))).toBe(true);
    expect(accepts('shell:save_file', 'a', new Uint8Array(MAX_SAVE_BYTES + 1))).toBe(false);
  });

  it('never throws, whatever comes', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.anything(), (name, values) => {
        SHELL_INPUTS[name].safeParse(values);
      }),
    );
  });
});
