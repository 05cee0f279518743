import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { cx } from './class-names.ts';
import styles from './DataTable.module.css';
import { filterRows, type SortBy, type SortKey, sortRows, stepRow, visibleRange } from './table-order.ts';

export type Column<Row> = {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  sortBy?: (row: Row) => SortKey;
  /** What the filter looks at. */
  text?: (row: Row) => string;
  /** `number`: right-aligned, tabular figures. */
  kind?: 'text' | 'number';
  /** Takes what is left of the width and cuts its text with an ellipsis. */
  grows?: boolean;
  /** Left out where the table is narrow. */
  spare?: boolean;
};

type Props<Row> = {
  label: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  rowKey: (row: Row) => string;
  /** Shown instead of rows when there are none: a ListState. */
  empty: ReactNode;
  filter?: string;
  initialSort?: SortBy | null;
  picked?: string | null;
  /** Marked besides the picked one, by Space or Ctrl+click. */
  marked?: ReadonlySet<string>;
  tone?: (row: Row) => 'alarm' | 'warn' | 'dim' | null;
  onPick?: (row: Row) => void;
  /** Enter or double click. */
  onOpen?: (row: Row) => void;
  onMark?: (row: Row) => void;
  /** The last state that was heard, while the link is down. */
  stale?: boolean;
};

const DRAW_ALL_UP_TO = 80;

/**
 * A dense table: sorted by its heads, filtered by `filter`, picked by ↑ ↓ Home End PageUp PageDown, opened by Enter, marked by
 * Space. The head stays; of many rows only those in sight are drawn.
 */
export function DataTable<Row>(props: Props<Row>) {
  const {
    label,
    columns,
    rowKey,
    empty,
    filter = '',
    initialSort = null,
    picked = null,
    marked,
    tone,
    onPick,
    onOpen,
    onMark,
    stale = false,
  } = props;
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [sort, setSort] = useState<SortBy | null>(initialSort);
  const [view, setView] = useState({ top: 0, height: 600, rowHeight: 26 });
  const rows = sortRows(filterRows(props.rows, columns, filter), columns, sort);
  const at = picked === null ? -1 : rows.findIndex((row) => rowKey(row) === picked);
  const many = rows.length > DRAW_ALL_UP_TO;
  const { from, to } = many
    ? visibleRange(view.top, view.height, view.rowHeight, rows.length)
    : { from: 0, to: rows.length };

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => {
      const rowHeight = element.querySelector('tbody tr[role=row]')?.getBoundingClientRect().height ?? 26;
      setView((old) =>
        old.height === element.clientHeight && old.rowHeight === rowHeight
          ? old
          : { ...old, height: element.clientHeight, rowHeight },
      );
    };
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    return () => watch.disconnect();
  }, []);

  // Picked elsewhere (map, alarm): bring it into sight here, but never move the focus.
  useEffect(() => {
    const element = box.current;
    if (!element || at < 0) return;
    const top = at * view.rowHeight;
    const head = element.querySelector('thead')?.getBoundingClientRect().height ?? 0;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + view.rowHeight > element.scrollTop + element.clientHeight - head)
      element.scrollTop = top + view.rowHeight - element.clientHeight + head;
  }, [at, view.rowHeight]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== box.current) return;
    const current = rows[at];
    if (event.key === 'Enter' && current && onOpen) return void (event.preventDefault(), onOpen(current));
    if (event.key === ' ' && current && onMark)
      return void (event.preventDefault(), event.stopPropagation(), onMark(current));
    const next = stepRow(
      event.key,
      at,
      rows.length,
      Math.max(1, Math.floor(view.height / view.rowHeight) - 1),
    );
    const row = next === null ? undefined : rows[next];
    if (!row) return;
    event.preventDefault();
    onPick?.(row);
  };

  const sortOn = (column: string) =>
    setSort((old) =>
      old?.column !== column
        ? { column, descending: false }
        : old.descending
          ? null
          : { column, descending: true },
    );

  return (
    <div
      ref={box}
      className={cx(styles.box, stale && styles.stale)}
      tabIndex={0}
      role="grid"
      aria-label={label}
      aria-rowcount={rows.length}
      aria-activedescendant={at >= from && at < to ? `${id}-${at}` : undefined}
      onKeyDown={onKeyDown}
      onScroll={(event) => many && setView({ ...view, top: event.currentTarget.scrollTop })}
    >
      <table className={styles.table} role="presentation">
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th
                key={column.id}
                role="columnheader"
                className={cx(
                  column.kind === 'number' && styles.number,
                  column.grows && styles.grows,
                  column.spare && styles.spare,
                )}
                aria-sort={
                  sort?.column === column.id ? (sort.descending ? 'descending' : 'ascending') : undefined
                }
              >
                {column.sortBy ? (
                  <button type="button" tabIndex={-1} onClick={() => sortOn(column.id)}>
                    {column.header}
                    <span aria-hidden="true">
                      {sort?.column === column.id ? (sort.descending ? ' ▾' : ' ▴') : ''}
                    </span>
                  </button>
                ) : (
                  column.header
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {from > 0 && (
            <tr
              aria-hidden="true"
              ref={(row) => void row?.style.setProperty('height', `${from * view.rowHeight}px`)}
            />
          )}
          {rows.slice(from, to).map((row, index) => {
            const key = rowKey(row);
            return (
              <tr
                key={key}
                role="row"
                id={`${id}-${from + index}`}
                aria-rowindex={from + index + 1}
                aria-selected={key === picked || marked?.has(key) === true}
                className={cx(
                  styles.row,
                  key === picked && styles.picked,
                  marked?.has(key) && styles.marked,
                  tone && styles[tone(row) ?? 'plain'],
                )}
                onClick={(event) =>
                  (event.ctrlKey || event.metaKey) && onMark ? onMark(row) : onPick?.(row)
                }
                onDoubleClick={() => onOpen?.(row)}
              >
                {columns.map((column) => (
                  <td
                    key={column.id}
                    role="gridcell"
                    className={cx(
                      column.kind === 'number' && styles.number,
                      column.grows && styles.grows,
                      column.spare && styles.spare,
                    )}
                  >
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            );
          })}
          {to < rows.length && (
            <tr
              aria-hidden="true"
              ref={(row) => void row?.style.setProperty('height', `${(rows.length - to) * view.rowHeight}px`)}
            />
          )}
        </tbody>
      </table>
      {rows.length === 0 && empty}
    </div>
  );
}
