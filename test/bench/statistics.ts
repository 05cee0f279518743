/** The smallest value that at least this share of them does not exceed: 0.5 the median, 0.99 the p99. NaN of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** A new order each time: whoever always goes first pays for the dirty pages of the others. */
export function shuffled<T>(values: readonly T[], random: () => number = Math.random): T[] {
  const left = [...values];
  const order: T[] = [];
  while (left.length > 0) order.push(...left.splice(Math.floor(random() * left.length), 1));
  return order;
}
