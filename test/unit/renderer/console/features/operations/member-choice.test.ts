import { expect, it } from 'vitest';
import { commanderChoices, memberChoices } from '#renderer/console/features/operations/member-choice.ts';
import { anId, anOperation, aTeam, aUnit } from '#support/build.ts';

const operation = anOperation({ teams: [aTeam(), aTeam({ teamId: anId(0x401), name: 'A2' })] });
const there = { operationId: operation.operationId, siteId: null, teamId: anId(0x400) };
const units = [
  aUnit({ unitId: anId(1) }, { callSign: 'A10' }),
  aUnit({ unitId: anId(2), assignment: there }, { callSign: 'A2' }),
  aUnit(
    { unitId: anId(3), assignment: { ...there, teamId: anId(0x401) } },
    { callSign: 'A3', kind: 'bailiff' },
  ),
  aUnit({ unitId: anId(4), assignment: { ...there, operationId: anId(0x2ff) } }, { callSign: 'A4' }),
  aUnit(
    { unitId: anId(5), status: 'unavailable', statusReason: '修车' },
    { callSign: 'V5', kind: 'vehicle' },
  ),
  aUnit({ unitId: anId(6), retired: true }, { callSign: 'A6' }),
];

it('[F05] says of every unit on the roster whether it can join a team, and why not', () => {
  expect(
    memberChoices(units, operation, anId(0x400)).map(({ unit, ...choice }) => [
      unit.profile.callSign,
      choice,
    ]),
  ).toEqual([
    ['A2', { can: true, why: 'member' }],
    ['A3', { can: false, why: 'in_team', team: 'A2' }],
    ['A4', { can: false, why: 'busy', operationId: anId(0x2ff) }],
    ['A10', { can: true, why: 'free' }],
    ['V5', { can: false, why: 'unavailable', reason: '修车' }],
  ]);
});

it('[R16] offers as commander whoever may lead a site and is not out elsewhere', () => {
  expect(commanderChoices(units, operation).map((unit) => unit.profile.callSign)).toEqual([
    'A2',
    'A3',
    'A10',
  ]);
});
