/** Room that a mark and its label need on the fan. */
const SPACING = 46;
const FIRST_RADIUS = 44;
const RING_STEP = 40;

/**
 * Where units that stand on each other are drawn while they are fanned out: CSS pixels from the middle, ring by ring,
 * beginning at the top and going clockwise.
 */
export function fanOffsets(count: number): { dx: number; dy: number }[] {
  const offsets: { dx: number; dy: number }[] = [];
  for (let ring = 0; offsets.length < count; ring++) {
    const radius = FIRST_RADIUS + ring * RING_STEP;
    const room = Math.floor((2 * Math.PI * radius) / SPACING);
    const here = Math.min(room, count - offsets.length);
    for (let i = 0; i < here; i++) {
      const angle = (i / here) * 2 * Math.PI - Math.PI / 2;
      offsets.push({ dx: Math.round(radius * Math.cos(angle)), dy: Math.round(radius * Math.sin(angle)) });
    }
  }
  return offsets;
}
