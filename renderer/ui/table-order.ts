export type SortKey = string | number | null;
export type SortBy = { column: string; descending: boolean };

type Sortable<Row> = {
  id: string;
  sortBy?: ((row: Row) => SortKey) | undefined;
  text?: ((row: Row) => string) | undefined;
};

const collator = new Intl.Collator('zh-CN', { numeric: true });

/** Numbers by size, texts as Chinese readers expect (A2 before A10), nothing last in either direction. */
export function compareKeys(a: SortKey, b: SortKey, descending: boolean): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const order =
    typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
  return descending ? -order : order;
}

/** Sorted by a column, stable: equal rows stay in the order they came in. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly Sortable<Row>[],
  sort: SortBy | null,
): readonly Row[] {
  const key = sort && columns.find((column) => column.id === sort.column)?.sortBy;
  return key ? [...rows].sort((a, b) => compareKeys(key(a), key(b), sort.descending)) : rows;
}

/** Rows that contain every word of the filter in any of their columns, whatever the case. */
export function filterRows<Row>(
  rows: readonly Row[],
  columns: readonly Sortable<Row>[],
  filter: string,
): readonly Row[] {
  const words = filter.trim().toLocaleLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const text = columns
      .map((column) => column.text?.(row) ?? '')
      .join(' ')
      .toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** The row that a key leads to from the picked one; null: the key does nothing. */
export function stepRow(key: string, at: number, count: number, page: number): number | null {
  if (count === 0) return null;
  const last = count - 1;
  const clamp = (index: number) => Math.max(0, Math.min(last, index));
  switch (key) {
    case 'ArrowDown':
      return at < 0 ? 0 : clamp(at + 1);
    case 'ArrowUp':
      return at < 0 ? last : clamp(at - 1);
    case 'PageDown':
      return clamp(Math.max(at, 0) + page);
    case 'PageUp':
      return clamp(Math.max(at, 0) - page);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}

/** Which rows to draw so that the visible ones are there: a thousand units must not cost a thousand rows. */
export function visibleRange(
  scrollTop: number,
  height: number,
  rowHeight: number,
  count: number,
): { from: number; to: number } {
  const spare = 8;
  const from = Math.max(0, Math.floor(scrollTop / rowHeight) - spare);
  return { from, to: Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + spare) };
}
