import type { Presence } from '#contracts/sync.ts';
import type { Unit } from '#domain/unit/state.ts';
import { type Dress, FLAG } from './fleet.ts';
import { SHEET_AGES, SHEET_LOOKS } from './mark-sheet.ts';
import { fixLook, unitLook } from '../state/looks.ts';
import type { LabelTone } from './label-sheet.ts';

export type DressFacts = {
  alarmed: ReadonlySet<string>;
  presence: ReadonlyMap<string, Presence>;
  targets: ReadonlySet<string>;
  pickedId: string | null;
};

/** How a unit is drawn, from what is known of it and how old its position is. */
export function dressUnit(
  unit: Unit,
  fixAgeMs: number,
  { alarmed, presence, targets, pickedId }: DressFacts,
): Dress {
  const look = unitLook(unit, alarmed, presence.get(unit.unitId));
  const age = fixLook(Math.max(0, fixAgeMs));
  const flags =
    (unit.unitId === pickedId ? FLAG.picked : 0) |
    (targets.has(unit.unitId) ? FLAG.target : 0) |
    (look === 'sos' ? FLAG.alarm : 0);
  return {
    look: SHEET_LOOKS.indexOf(look),
    age: Math.max(0, (SHEET_AGES as readonly string[]).indexOf(age)),
    flags,
  };
}

/** Which label is given up last: what is picked, then alarms, then what wants attention. */
export function labelRank({ look, age, flags }: Dress): number {
  if (flags & FLAG.picked) return 0;
  if (flags & FLAG.alarm) return 1;
  if (flags & FLAG.target) return 2;
  if (SHEET_LOOKS[look] === 'lost' || SHEET_LOOKS[look] === 'offline') return 3;
  return age > 0 ? 4 : 5;
}

export const labelTone = ({ age, flags }: Dress): LabelTone =>
  flags & FLAG.alarm ? 'alarm' : age === 2 ? 'lost' : age === 1 ? 'late' : 'plain';
