/** Empty modules around the code that a reader needs to find it (ISO/IEC 18004). */
const QUIET = 4;

/**
 * The dark modules of a QR code as an SVG path of horizontal runs, with the quiet zone around.
 *
 * @returns `size`: edge of the picture in modules.
 */
export function modulesPath({ size, data }: { size: number; data: ArrayLike<number> }): {
  size: number;
  path: string;
} {
  const runs: string[] = [];
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if (!data[y * size + x]) continue;
      const from = x;
      while (x < size && data[y * size + x]) x++;
      runs.push(`M${from + QUIET} ${y + QUIET}h${x - from}v1h${from - x}z`);
    }
  }
  return { size: size + 2 * QUIET, path: runs.join('') };
}
