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

/**
 * Chooses which labels are shown and on which side of their marks, so that no label covers a mark or another label.
 * Units that stand on each other share one label, which says how many more there are.
 */
export function placeLabels(wishes: readonly LabelWish[], screen: { width: number; height: number }): PlacedLabel[] {
  const seen = wishes.filter(({ x, y }) => x > -MARK_PX && y > -MARK_PX && x < screen.width + MARK_PX && y < screen.height + MARK_PX);
  const inOrder = [...seen].sort((a, b) => a.rank - b.rank);
  const taken = new Set<number>();
  const row = Math.ceil((screen.width + 400) / GRID);
  const cells = (x: number, y: number, width: number, height: number): number[] => {
    const keys: number[] = [];
    for (let cy = Math.floor(y / GRID); cy <= Math.floor((y + height - 1) / GRID); cy++) {
      for (let cx = Math.floor(x / GRID); cx <= Math.floor((x + width - 1) / GRID); cx++) keys.push(cy * row + cx);
    }
    return keys;
  };
  for (const { x, y } of inOrder) for (const key of cells(x - MARK_PX / 2, y - MARK_PX / 2, MARK_PX, MARK_PX)) taken.add(key);

  const placed: PlacedLabel[] = [];
  const leaders = new Map<number, { wish: LabelWish; label: PlacedLabel | null }[]>();
  const stackKey = (x: number, y: number) => Math.floor(y / STACK_PX) * row + Math.floor(x / STACK_PX);
  const leaderOf = (wish: LabelWish) => {
    for (const dx of [-1, 0, 1]) {
      for (const dy of [-1, 0, 1]) {
        const group = leaders.get(stackKey(wish.x + dx * STACK_PX, wish.y + dy * STACK_PX));
        const leader = group?.find((other) => Math.hypot(other.wish.x - wish.x, other.wish.y - wish.y) < STACK_PX);
        if (leader) return leader;
      }
    }
    return null;
  };
  for (const wish of inOrder) {
    const leader = leaderOf(wish);
    if (leader) {
      if (leader.label) leader.label.hidden++;
      continue;
    }
    const sides: [number, number][] = [
      [GAP, -LABEL_HEIGHT / 2],
      [-GAP - wish.width, -LABEL_HEIGHT / 2],
      [-wish.width / 2, GAP],
      [-wish.width / 2, -GAP - LABEL_HEIGHT],
    ];
    let label: PlacedLabel | null = null;
    for (const [dx, dy] of placed.length < MOST_LABELS ? sides : []) {
      if (wish.x + dx < 0 || wish.x + dx + wish.width > screen.width) continue; // would be cut at the side
      const box = cells(wish.x + dx, wish.y + dy, wish.width, LABEL_HEIGHT);
      const own = new Set(cells(wish.x - MARK_PX / 2, wish.y - MARK_PX / 2, MARK_PX, MARK_PX));
      if (box.some((key) => taken.has(key) && !own.has(key))) continue;
      for (const key of box) taken.add(key);
      label = { unitId: wish.unitId, dx: Math.round(dx), dy: Math.round(dy), hidden: 0 };
      placed.push(label);
      break;
    }
    const key = stackKey(wish.x, wish.y);
    leaders.set(key, [...(leaders.get(key) ?? []), { wish, label }]);
  }
  return placed;
}
