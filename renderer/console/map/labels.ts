/** A unit that could carry a label: where its mark is on the screen (CSS pixels), the lower the rank the sooner. */
export type LabelWish = { unitId: string; x: number; y: number; rank: number };
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
 *
 * @param widthOf of a unit's label, with that many more units under it.
 */
export function placeLabels(
  wishes: readonly LabelWish[],
  screen: { width: number; height: number },
  widthOf: (unitId: string, hidden: number) => number,
): PlacedLabel[] {
  const seen = wishes.filter(
    ({ x, y }) => x > -MARK_PX && y > -MARK_PX && x < screen.width + MARK_PX && y < screen.height + MARK_PX,
  );
  const inOrder = [...seen].sort((a, b) => a.rank - b.rank);
  const row = Math.ceil((screen.width + 400) / GRID);
  const marks = new Set(inOrder.flatMap((wish) => markCells(wish, row)));
  const labels = new Set<number>();
  const placed: PlacedLabel[] = [];
  for (const { wish, hidden } of stacksOf(inOrder)) {
    if (placed.length === MOST_LABELS) break;
    const width = widthOf(wish.unitId, hidden);
    const own = new Set(markCells(wish, row));
    const boxes = sidesOf(wish.x, width, screen.width).map(([dx, dy]) => ({
      dx,
      dy,
      cells: cellsOf(wish.x + dx, wish.y + dy, width, LABEL_HEIGHT, row),
    }));
    const free = boxes.filter(({ cells }) => !cells.some((cell) => labels.has(cell)));
    const clear = free.find(({ cells }) => !cells.some((cell) => marks.has(cell) && !own.has(cell)));
    const box = clear ?? (wish.rank <= RANK_ALWAYS ? free[0] : undefined);
    if (!box) continue;
    placed.push({ unitId: wish.unitId, dx: Math.round(box.dx), dy: Math.round(box.dy), hidden });
    for (const cell of box.cells) labels.add(cell);
  }
  return placed;
}

/** Right, left, below, above; without those that would be cut at the side. */
function sidesOf(x: number, width: number, screenWidth: number): [dx: number, dy: number][] {
  const sides: [number, number][] = [
    [GAP, -LABEL_HEIGHT / 2],
    [-GAP - width, -LABEL_HEIGHT / 2],
    [-width / 2, GAP],
    [-width / 2, -GAP - LABEL_HEIGHT],
  ];
  return sides.filter(([dx]) => x + dx >= 0 && x + dx + width <= screenWidth);
}

/** Cells of a coarse grid that a box touches. */
function cellsOf(x: number, y: number, width: number, height: number, row: number): number[] {
  const cells: number[] = [];
  for (let cy = Math.floor(y / GRID); cy <= Math.floor((y + height) / GRID); cy++) {
    for (let cx = Math.floor(x / GRID); cx <= Math.floor((x + width) / GRID); cx++) cells.push(cy * row + cx);
  }
  return cells;
}

const markCells = ({ x, y }: LabelWish, row: number) =>
  cellsOf(x - MARK_PX / 2, y - MARK_PX / 2, MARK_PX, MARK_PX, row);

/** The first of the units that lie on each other, and how many more do; in the given order. */
function stacksOf(inOrder: readonly LabelWish[]): { wish: LabelWish; hidden: number }[] {
  const stacks: { wish: LabelWish; hidden: number }[] = [];
  const byPlace = new Map<string, typeof stacks>();
  const keyOf = (x: number, y: number) => `${Math.floor(x / STACK_PX)},${Math.floor(y / STACK_PX)}`;
  const leaderOf = ({ x, y }: LabelWish) => {
    for (const dx of [0, -STACK_PX, STACK_PX]) {
      for (const dy of [0, -STACK_PX, STACK_PX]) {
        const leader = byPlace
          .get(keyOf(x + dx, y + dy))
          ?.find(({ wish }) => Math.hypot(wish.x - x, wish.y - y) < STACK_PX);
        if (leader) return leader;
      }
    }
    return null;
  };
  for (const wish of inOrder) {
    const leader = leaderOf(wish);
    if (leader) leader.hidden++;
    else {
      const stack = { wish, hidden: 0 };
      const key = keyOf(wish.x, wish.y);
      stacks.push(stack);
      byPlace.set(key, [...(byPlace.get(key) ?? []), stack]);
    }
  }
  return stacks;
}
