import { describe, expect, it } from 'vitest';
import type { OperationState } from '#contracts/operation.ts';
import { operationState, operationUnitIds, siteOfUnit } from '#domain/operation/state.ts';
import { anId, anOperation, aSite, aTeam } from '#support/build.ts';

const withSites = (...states: OperationState[]) =>
  anOperation({
    phase: 'approved',
    sites: states.map((state, n) => aSite({ state }, { siteId: anId(0x300 + n) })),
  });

describe('[F02] state of the whole operation', () => {
  it.each<[OperationState[], OperationState]>([
    [['executing', 'mustering'], 'executing'],
    [['executing', 'wrap_up'], 'executing'],
    [['executing', 'suspended'], 'executing'],
    [['executing', 'withdrawn'], 'executing'],
    [['incident', 'executing'], 'incident'],
    [['incident', 'wrap_up', 'approved'], 'incident'],
    [['wrap_up', 'wrap_up'], 'wrap_up'],
    [['wrap_up', 'en_route'], 'en_route'],
    [['wrap_up', 'suspended'], 'suspended'],
    [['wrap_up', 'withdrawn'], 'withdrawn'],
    [['suspended', 'withdrawn'], 'suspended'],
    [['approved', 'approved'], 'approved'],
    [['approved', 'mustering'], 'mustering'],
    [['en_route', 'on_scene'], 'on_scene'],
    [[], 'approved'],
  ])('sites %j make it %s', (sites, expected) => {
    expect(operationState(withSites(...sites))).toBe(expected);
  });

  it('is never 收尾 while one site is not, whatever that one is', () => {
    const others: OperationState[] = [
      'approved',
      'mustering',
      'en_route',
      'on_scene',
      'executing',
      'incident',
      'suspended',
      'withdrawn',
    ];
    for (const other of others)
      expect(operationState(withSites('wrap_up', other, 'wrap_up'))).not.toBe('wrap_up');
  });

  it.each<OperationState>([
    'draft',
    'assessed',
    'pending',
    'returned',
    'reporting',
    'closed',
    'archived',
    'cancelled',
  ])('is %s when the operation as a whole is, whatever its sites were', (phase) => {
    expect(operationState(anOperation({ phase, sites: [aSite({ state: 'executing' })] }))).toBe(phase);
  });
});

it('counts a commander who is also in a team once, and finds the site of each', () => {
  const [officer, commander, standby] = [anId(0x101), anId(0x102), anId(0x103)];
  const operation = anOperation({
    sites: [aSite({}, { commanderUnitId: commander })],
    teams: [
      aTeam({ unitIds: [officer, commander] }),
      aTeam({ teamId: anId(0x401), siteId: null, unitIds: [standby] }),
    ],
  });
  expect(operationUnitIds(operation)).toEqual([officer, commander, standby]);
  expect([officer, commander, standby, anId(0x1ff)].map((id) => siteOfUnit(operation, id))).toEqual([
    anId(0x300),
    anId(0x300),
    null,
    null,
  ]);
});
