/** A unit that could carry a label: where its mark is on the screen (CSS pixels), the lower the rank the sooner. */
export type LabelWish = { unitId: string; x: number; y: number; rank: number; width: number };
/** A label's left upper corner from the middle of its mark; `hidden`: units under the same mark without a label of their own. */
export type PlacedLabel = { unitId: string; dx: number; dy: number; hidden: number };

export const LABEL_HEIGHT = 18;
/** More than these at once cannot be read, and there is no more room for them on the sheet. */
export const MOST_LABELS = 300;
/** Marks closer than this lie on each other. */
const STACK_PX = 12;
const MARK_PX = 20;
const GAP = 13;
const GRID = 8;

/** Up to this rank a label is shown in a crowd too, over the marks of others if need be. */
const RANK_ALWAYS = 1;

/**
 * Chooses which labels are shown and on which side of their marks, so that no label covers another, and none but the most
 * urgent a mark. Units that stand on each other share one label, which says how many more there are.
 */
export function placeLabels(wishes: readonly LabelWish[], screen: { width: number; height: number }): PlacedLabel[] {
  const seen = wishes.filter(({ x, y }) => x > -MARK_PX && y > -MARK_PX && x < screen.width + MARK_PX && y < screen.height + MARK_PX);
  const inOrder = [...seen].sort((a, b) => a.rank - b.rank);
  const row = Math.ceil((screen.width + 400) / GRID);
  const marks = new Set(inOrder.flatMap((wish) => markCells(wish, row)));
  const labels = new Set<number>();
  const stacks = new Stacks();
  const placed: PlacedLabel[] = [];

  for (const wish of inOrder) {
    const leader = stacks.leaderOf(wish);
    if (leader) {
      if (leader.label) leader.label.hidden++;
      continue;
    }
    const own = new Set(markCells(wish, row));
    const sides = placed.length < MOST_LABELS ? sidesOf(wish, screen) : [];
    const boxes = sides.map(([dx, dy]) => ({ dx, dy, cells: cellsOf(wish.x + dx, wish.y + dy, wish.width, LABEL_HEIGHT, row) }));
    const free = boxes.filter(({ cells }) => !cells.some((cell) => labels.has(cell)));
    const clear = free.find(({ cells }) => !cells.some((cell) => marks.has(cell) && !own.has(cell)));
    const box = clear ?? (wish.rank <= RANK_ALWAYS ? free[0] : undefined);
    const label = box ? { unitId: wish.unitId, dx: Math.round(box.dx), dy: Math.round(box.dy), hidden: 0 } : null;
    if (label) placed.push(label);
    for (const cell of box?.cells ?? []) labels.add(cell);
    stacks.add(wish, label);
  }
  return placed;
}

/** Right, left, below, above; without those that would be cut at the side. */
function sidesOf({ x, width }: LabelWish, screen: { width: number }): [dx: number, dy: number][] {
  const sides: [number, number][] = [
    [GAP, -LABEL_HEIGHT / 2],
    [-GAP - width, -LABEL_HEIGHT / 2],
    [-width / 2, GAP],
    [-width / 2, -GAP - LABEL_HEIGHT],
  ];
  return sides.filter(([dx]) => x + dx >= 0 && x + dx + width <= screen.width);
}

/** Cells of a coarse grid that a box touches. */
function cellsOf(x: number, y: number, width: number, height: number, row: number): number[] {
  const cells: number[] = [];
  for (let cy = Math.floor(y / GRID); cy <= Math.floor((y + height) / GRID); cy++) {
    for (let cx = Math.floor(x / GRID); cx <= Math.floor((x + width) / GRID); cx++) cells.push(cy * row + cx);
  }
  return cells;
}

const markCells = ({ x, y }: LabelWish, row: number) => cellsOf(x - MARK_PX / 2, y - MARK_PX / 2, MARK_PX, MARK_PX, row);

type Leader = { wish: LabelWish; label: PlacedLabel | null };

/** Which of the units that lie on each other came first. */
class Stacks {
  readonly #leaders = new Map<string, Leader[]>();

  leaderOf({ x, y }: LabelWish): Leader | undefined {
    for (const dx of [0, -1, 1]) {
      for (const dy of [0, -1, 1]) {
        const near = this.#leaders.get(keyOf(x + dx * STACK_PX, y + dy * STACK_PX));
        const leader = near?.find(({ wish }) => Math.hypot(wish.x - x, wish.y - y) < STACK_PX);
        if (leader) return leader;
      }
    }
    return undefined;
  }

  add(wish: LabelWish, label: PlacedLabel | null): void {
    const key = keyOf(wish.x, wish.y);
    this.#leaders.set(key, [...(this.#leaders.get(key) ?? []), { wish, label }]);
  }
}

const keyOf = (x: number, y: number) => `${Math.floor(x / STACK_PX)},${Math.floor(y / STACK_PX)}`;
