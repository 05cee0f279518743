import { worldX, worldY } from './mercator.ts';

/** Bytes of a unit's record, as the shaders read it: see `fleet-layer.ts`. */
export const RECORD = 36;
const WORDS = RECORD / 4;
const HALVES = RECORD / 2;

export const FLAG = { heading: 1, picked: 2, target: 4, alarm: 8 } as const;

/** How a unit is drawn: indexes into the mark sheet, and `FLAG`s. */
export type Dress = { look: number; age: number; flags: number };

const FIRST_CAPACITY = 256;
/** Times are 32-bit floats of seconds; beyond this they are counted anew, so that they stay good to milliseconds. */
const REBASE_S = 3600;

/**
 * Where every unit is drawn, as one block of memory that goes to the graphics card as it is. Each unit glides from where
 * it was drawn to its new position, so a late position makes it wait and never jump ahead.
 */
export class Fleet {
  bytes = new Uint8Array(FIRST_CAPACITY * RECORD);
  /** Something in `bytes` changed since the card had it. */
  isDirty = true;
  /** `order()` has changed since the card had it. */
  isReordered = true;
  #i32 = new Int32Array(this.bytes.buffer);
  #f32 = new Float32Array(this.bytes.buffer);
  #u16 = new Uint16Array(this.bytes.buffer);
  #i16 = new Int16Array(this.bytes.buffer);
  readonly #indexes = new Map<string, number>();
  readonly #ids: (string | undefined)[] = [];
  readonly #free: number[] = [];
  #order = new Uint32Array(0);
  #base: number;
  readonly #clock: () => number;

  /** @param clock seconds, monotonic. */
  constructor(clock: () => number = () => performance.now() / 1000) {
    this.#clock = clock;
    this.#base = clock();
  }

  get size(): number {
    return this.#indexes.size;
  }

  /** Records in use, free ones between them included. */
  get records(): number {
    return this.#ids.length;
  }

  now(): number {
    return this.#clock() - this.#base;
  }

  has(unitId: string): boolean {
    return this.#indexes.has(unitId);
  }

  idAt(index: number): string | undefined {
    return this.#ids[index];
  }

  indexOf(unitId: string): number | undefined {
    return this.#indexes.get(unitId);
  }

  /** Sends the unit to a position over `glideS` seconds; a unit not seen before is there at once. */
  send(
    unitId: string,
    { lng, lat, headingDeg }: { lng: number; lat: number; headingDeg: number | null },
    glideS: number,
  ): void {
    const now = this.#rebased();
    let index = this.#indexes.get(unitId);
    const isNew = index === undefined;
    if (index === undefined) index = this.#add(unitId);
    const word = index * WORDS;
    const half = index * HALVES;
    const x = worldX(lng);
    const y = worldY(lat);
    const heading =
      headingDeg === null ? this.#u16[half + 13]! : Math.round((headingDeg / 360) * 65_536) & 0xffff;
    const [fromX, fromY] = isNew || glideS <= 0 ? [x, y] : this.#drawnAt(index, now);
    this.#i32[word] = fromX;
    this.#i32[word + 1] = fromY;
    this.#i32[word + 2] = x;
    this.#i32[word + 3] = y;
    this.#f32[word + 4] = now;
    this.#f32[word + 5] = now + Math.max(0, glideS);
    this.#u16[half + 12] = isNew || glideS <= 0 ? heading : this.#u16[half + 13]!;
    this.#u16[half + 13] = heading;
    this.#setFlag(index, FLAG.heading, headingDeg !== null);
    this.isDirty = true;
  }

  dress(unitId: string, { look, age, flags }: Dress): void {
    const index = this.#indexes.get(unitId);
    if (index === undefined) return;
    const at = index * RECORD + 28;
    const kept = (flags & ~FLAG.heading) | (this.bytes[at + 2]! & FLAG.heading);
    if (this.bytes[at] === look && this.bytes[at + 1] === age && this.bytes[at + 2] === kept) return;
    if (this.bytes[at + 2] !== kept || this.bytes[at] !== look) this.isReordered = true;
    this.bytes[at] = look;
    this.bytes[at + 1] = age;
    this.bytes[at + 2] = kept;
    this.isDirty = true;
  }

  /** Draws the unit some CSS pixels beside where it is; 0, 0 puts it back. */
  shift(unitId: string, dx: number, dy: number): void {
    const index = this.#indexes.get(unitId);
    if (index === undefined) return;
    this.#i16[index * HALVES + 16] = dx;
    this.#i16[index * HALVES + 17] = dy;
    this.isDirty = true;
  }

  shiftOf(unitId: string): [dx: number, dy: number] {
    const index = this.#indexes.get(unitId);
    return index === undefined ? [0, 0] : [this.#i16[index * HALVES + 16]!, this.#i16[index * HALVES + 17]!];
  }

  drop(unitId: string): void {
    const index = this.#indexes.get(unitId);
    if (index === undefined) return;
    this.#indexes.delete(unitId);
    this.#ids[index] = undefined;
    this.#free.push(index);
    this.bytes.fill(0, index * RECORD, (index + 1) * RECORD);
    this.isDirty = this.isReordered = true;
  }

  /** World steps where the unit is drawn now, without its shift. */
  where(unitId: string): [x: number, y: number] | null {
    const index = this.#indexes.get(unitId);
    return index === undefined ? null : this.#drawnAt(index, this.now());
  }

  dressOf(unitId: string): Dress | null {
    const index = this.#indexes.get(unitId);
    if (index === undefined) return null;
    const at = index * RECORD + 28;
    return { look: this.bytes[at]!, age: this.bytes[at + 1]!, flags: this.bytes[at + 2]! };
  }

  /** Units drawn within `radius` steps of a place, nearest first; a shifted unit is where its mark is. */
  near(x: number, y: number, radius: number, steps: number): string[] {
    const now = this.now();
    const hits: { unitId: string; distance: number }[] = [];
    for (const [unitId, index] of this.#indexes) {
      const [ux, uy] = this.#drawnAt(index, now);
      const dx = ux + this.#i16[index * HALVES + 16]! * steps - x;
      const dy = uy + this.#i16[index * HALVES + 17]! * steps - y;
      const distance = Math.hypot(dx, dy);
      if (distance <= radius) hits.push({ unitId, distance });
    }
    return hits.sort((a, b) => a.distance - b.distance).map(({ unitId }) => unitId);
  }

  /** Units drawn within a box of world steps. */
  within(west: number, north: number, east: number, south: number): string[] {
    const now = this.now();
    const found: string[] = [];
    for (const [unitId, index] of this.#indexes) {
      const [x, y] = this.#drawnAt(index, now);
      if (x >= west && x <= east && y >= north && y <= south) found.push(unitId);
    }
    return found;
  }

  /** Indexes in the order of drawing: what must not be covered comes last. */
  order(): Uint32Array {
    if (!this.isReordered) return this.#order;
    const weight = (index: number) => {
      const flags = this.bytes[index * RECORD + 30]!;
      return (flags & FLAG.alarm ? 4 : 0) + (flags & FLAG.picked ? 2 : 0) + (flags & FLAG.target ? 1 : 0);
    };
    const groups: number[][] = Array.from({ length: 8 }, () => []);
    for (const index of this.#indexes.values()) groups[weight(index)]!.push(index);
    this.#order = Uint32Array.from(groups.flat());
    return this.#order;
  }

  #add(unitId: string): number {
    const index = this.#free.pop() ?? this.#ids.length;
    if ((index + 1) * RECORD > this.bytes.length) this.#grow();
    this.#ids[index] = unitId;
    this.#indexes.set(unitId, index);
    this.isReordered = true;
    return index;
  }

  #grow(): void {
    const bytes = new Uint8Array(this.bytes.length * 2);
    bytes.set(this.bytes);
    this.bytes = bytes;
    this.#i32 = new Int32Array(bytes.buffer);
    this.#f32 = new Float32Array(bytes.buffer);
    this.#u16 = new Uint16Array(bytes.buffer);
    this.#i16 = new Int16Array(bytes.buffer);
  }

  #setFlag(index: number, flag: number, on: boolean): void {
    const at = index * RECORD + 30;
    this.bytes[at] = on ? this.bytes[at]! | flag : this.bytes[at]! & ~flag;
  }

  #drawnAt(index: number, now: number): [number, number] {
    const word = index * WORDS;
    const from = this.#f32[word + 4]!;
    const until = this.#f32[word + 5]!;
    const part = until <= from ? 1 : Math.min(1, Math.max(0, (now - from) / (until - from)));
    const x = this.#i32[word]!;
    const y = this.#i32[word + 1]!;
    return [x + (this.#i32[word + 2]! - x) * part, y + (this.#i32[word + 3]! - y) * part];
  }

  #rebased(): number {
    const now = this.now();
    if (now < REBASE_S) return now;
    this.#base += now;
    for (const index of this.#indexes.values()) {
      this.#f32[index * WORDS + 4]! -= now;
      this.#f32[index * WORDS + 5]! -= now;
    }
    this.isDirty = true;
    return 0;
  }
}
