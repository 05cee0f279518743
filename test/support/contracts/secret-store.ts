import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SecretStore } from '#hub/ports.ts';

/** What every secret store promises. `open` gives an empty one and what closes it. */
export function secretStoreContract(
  name: string,
  open: () => Promise<{ secrets: SecretStore; close: () => PromiseLike<void> }>,
): void {
  describe(`secret store: ${name}`, () => {
    let secrets: SecretStore;
    let close: () => PromiseLike<void>;
    beforeEach(async () => void ({ secrets, close } = await open()));
    afterEach(() => close());

    it('[SS-1] keeps, replaces and removes a value by its kind and id', async () => {
      expect(await secrets.get('password', 'a')).toBeNull();
      await secrets.put('password', 'a', '一');
      await secrets.put('session', 'a', 'two');
      expect(await secrets.get('password', 'a')).toBe('一');
      await secrets.put('password', 'a', 'three');
      expect(await secrets.get('password', 'a')).toBe('three');
      await secrets.remove('password', 'a');
      await secrets.remove('password', 'a');
      expect(await secrets.get('password', 'a')).toBeNull();
      expect(await secrets.get('session', 'a')).toBe('two');
    });

    it('[SS-2] lists one kind by id', async () => {
      await secrets.put('session', 'b', '2');
      await secrets.put('session', 'a', '1');
      await secrets.put('key', 'c', '3');
      expect(await secrets.list('session')).toEqual([
        { id: 'a', value: '1' },
        { id: 'b', value: '2' },
      ]);
      expect(await secrets.list('none')).toEqual([]);
    });
  });
}
