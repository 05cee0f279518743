/** What one run measured of the product and, in the same run, of the yardstick beside it. */
export type Figure = {
  name: string;
  value: number;
  unit: string;
  yardstick: number | null;
  ratio: number | null;
};

/** @param yardstick null where the goal itself is the yardstick */
export const figure = (name: string, unit: string, value: number, yardstick: number | null): Figure => ({
  name,
  value,
  unit,
  yardstick,
  ratio: yardstick === null || yardstick === 0 ? null : value / yardstick,
});
