import { create } from 'qrcode';
import { expect, it } from 'vitest';
import { modulesPath } from '#renderer/console/features/units/qr-path.ts';

/** Fills the path's runs into a grid, as a reader's camera would see it. */
function drawn({ size, path }: { size: number; path: string }): number[] {
  const grid = new Array<number>(size * size).fill(0);
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let i = 0; i < Number(length); i++) grid[Number(y) * size + Number(x) + i] = 1;
  }
  return grid;
}

it('draws exactly the dark modules, inside a quiet zone of four', () => {
  const { modules } = create('https://192.0.2.2:8443/field.html#e=DA50-KMQ4-56E1', {
    errorCorrectionLevel: 'M',
  });
  const picture = modulesPath(modules);
  expect(picture.size).toBe(modules.size + 8);
  const grid = drawn(picture);
  const expected = new Array<number>(picture.size ** 2).fill(0);
  for (let y = 0; y < modules.size; y++)
    for (let x = 0; x < modules.size; x++)
      expected[(y + 4) * picture.size + x + 4] = modules.data[y * modules.size + x] ? 1 : 0;
  expect(grid).toEqual(expected);
});
