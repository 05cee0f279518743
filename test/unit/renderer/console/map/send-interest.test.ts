import { describe, expect, it } from 'vitest';
import { interestOf, MOST_UNITS_WHOLE } from '#renderer/console/map/send-interest.ts';
import type { ConsoleState } from '#renderer/console/state/console-state.ts';
import { anId, anIncident, anOperation, aTeam, aUnit } from '#support/build.ts';

const VIEW: [number, number, number, number] = [104, 30, 106, 31];

function aState(units: number, part: Partial<ConsoleState> = {}): ConsoleState {
  const kind = (states: [string, unknown][]) =>
    new Map(states.map(([id, state]) => [id, { version: 1, state }]));
  const kinds = {
    unit: kind(Array.from({ length: units }, (_, i) => [anId(i), aUnit({ unitId: anId(i) })])),
    incident: kind([[anId(0x800), anIncident({ unitId: anId(7) })]]),
    operation: kind([[anId(0x200), anOperation({ teams: [aTeam({ unitIds: [anId(8), anId(9)] })] })]]),
  };
  return {
    replica: { kinds, asked: new Set() },
    picked: null,
    followId: null,
    targets: new Set(),
    tiles: [],
    operationId: null,
    ...part,
  } as unknown as ConsoleState;
}

describe('interest in positions', () => {
  it('is in all of them while they are few, so that ages on the boards stay true wherever one looks', () => {
    expect(interestOf(aState(MOST_UNITS_WHOLE), VIEW)).toEqual({ t: 'interest', box: null, pinned: [] });
  });

  it('is in the view and its surroundings when they are many', () => {
    const { box } = interestOf(aState(MOST_UNITS_WHOLE + 1), VIEW);
    expect(box).toEqual([103, 29.5, 107, 31.5]);
  });

  it('stays within the world', () => {
    expect(interestOf(aState(MOST_UNITS_WHOLE + 1), [-170, -80, 170, 85]).box).toEqual([-180, -90, 180, 90]);
  });

  it('pins what must not be lost sight of, each once and within the bound', () => {
    const many = aState(MOST_UNITS_WHOLE + 1, {
      picked: { kind: 'unit', id: anId(1) },
      followId: anId(1),
      targets: new Set([anId(2)]),
      tiles: [{ unitId: anId(3), purpose: '' }] as ConsoleState['tiles'],
      operationId: anId(0x200),
    });
    expect(interestOf(many, VIEW).pinned.sort()).toEqual([1, 2, 3, 7, 8, 9].map(anId).sort());
    const crowded = aState(MOST_UNITS_WHOLE + 1, {
      picked: { kind: 'unit', id: anId(999) },
      targets: new Set(Array.from({ length: 400 }, (_, i) => anId(i))),
    });
    const { pinned } = interestOf(crowded, VIEW);
    expect(pinned).toHaveLength(200);
    expect(pinned).toEqual(expect.arrayContaining([anId(999), anId(7)]));
  });
});
