import { describe, expect, it } from 'vitest';
import { UNIT_STATUSES } from '#contracts/unit.ts';
import {
  decideContactLost,
  decideContactRestored,
  decideCreateEnrolment,
  decideRegisterUnit,
  decideRetireUnit,
  decideRevokeDevice,
  decideSetUnitStatus,
} from '#domain/unit/decide.ts';
import { isCertified, type Unit } from '#domain/unit/state.ts';
import { anId, applied, at, aUnit, given, NOW, outcome } from '#support/build.ts';

const unitId = anId(0x100);
const stream = `unit/${unitId}`;
const command = { commandId: anId(1), unitId };
const assignment = { operationId: anId(0x200), siteId: null, teamId: anId(0x400) };
const after = (decision: Parameters<typeof applied>[0], unit: Unit | null) =>
  applied(decision, { [stream]: unit })[stream] as Unit;

describe('[F05] the roster', () => {
  const register = (unit: Unit | null, callSigns: string[] = [], courtCode = 'JJ', callSign = 'A1-01') =>
    decideRegisterUnit(
      unit,
      { ...command, courtCode, profile: aUnit({}, { callSign }).profile },
      new Set(callSigns),
      given(),
    );

  it('registers a unit 备勤, without a phone', () => {
    expect(after(register(null), null)).toEqual(aUnit({ deviceName: null }));
  });

  it('replaces the profile of a known unit and nothing else', () => {
    const busy = aUnit({ assignment, status: 'en_route' });
    expect(after(register(busy, ['A1-01'], 'JJ', 'A1-09'), busy)).toEqual({
      ...busy,
      profile: { ...busy.profile, callSign: 'A1-09' },
    });
  });

  it('refuses a call sign that another unit has, a change of court, and a retired unit', () => {
    expect(outcome(register(null, ['A1-01']))).toBe('already_exists');
    expect(outcome(register(aUnit(), ['A1-01', 'A1-02'], 'JJ', 'A1-02'))).toBe('already_exists');
    expect(outcome(register(aUnit(), ['A1-01']))).toEqual(['unit_profile_changed']);
    expect(outcome(register(aUnit(), [], 'JLP'))).toBe('not_editable');
    expect(outcome(register(aUnit({ retired: true })))).toBe('not_editable');
  });

  it('retires a unit that is free, once, and takes its phone away', () => {
    const retire = (unit: Unit) => decideRetireUnit(unit, { ...command, reason: '调离' }, given());
    expect(outcome(retire(aUnit({ assignment })))).toBe('unit_busy');
    expect(after(retire(aUnit()), aUnit())).toMatchObject({ retired: true, deviceName: null });
    expect(outcome(retire(aUnit({ retired: true })))).toBe('not_found');
  });

  it('enrols and revokes phones', () => {
    const bare = aUnit({ deviceName: null });
    const open = after(decideCreateEnrolment(bare, command, at(600), given()), bare);
    expect(open.enrolmentOpenUntil).toBe(at(600));
    expect(outcome(decideCreateEnrolment(aUnit({ retired: true }), command, at(600), given()))).toBe(
      'not_found',
    );
    const revoke = (unit: Unit) => decideRevokeDevice(unit, { ...command, reason: '遗失' }, given());
    expect(outcome(revoke(bare))).toBe('unit_not_enrolled');
    expect(after(revoke(open), open)).toMatchObject({ deviceName: null, enrolmentOpenUntil: null });
  });
});

describe('[F05] the status key', () => {
  const set = (
    unit: Unit,
    status: 'standby' | 'en_route' | 'on_scene' | 'returning' | 'unavailable',
    reason = '',
  ) => outcome(decideSetUnitStatus(unit, { ...command, status, reason, occurredAt: NOW }, given()));
  const out = ['en_route', 'on_scene', 'returning'] as const;

  it('says 途中, 到场, 返程 only in an operation and 备勤 only outside one', () => {
    for (const status of out) {
      expect(set(aUnit({ assignment }), status)).toEqual(['unit_status_changed']);
      expect(set(aUnit(), status)).toBe('unit_not_assigned');
    }
    expect(set(aUnit({ assignment }), 'standby')).toBe('unit_busy');
    expect(set(aUnit({ status: 'unavailable' }), 'standby')).toEqual(['unit_status_changed']);
  });

  it('says 不可用 with a reason, and nothing for a retired unit', () => {
    expect(set(aUnit(), 'unavailable')).toBe('reason_required');
    expect(set(aUnit(), 'unavailable', '体检')).toEqual(['unit_status_changed']);
    expect(set(aUnit({ retired: true }), 'standby')).toBe('not_found');
  });
});

describe('失联', () => {
  it.each(UNIT_STATUSES)('is said of a unit at %s only while it is out', (status) => {
    const events = decideContactLost(aUnit({ status }), at(-90), given());
    expect(events).toHaveLength(status === 'en_route' || status === 'on_scene' ? 1 : 0);
  });

  it('is said once, never of a retired unit, and taken back when it is heard again', () => {
    const out = aUnit({ status: 'en_route' });
    const lost = after(decideContactLost(out, at(-90), given()), out);
    expect(lost.lostSince).toBe(at(-90));
    expect(decideContactLost(lost, at(-90), given())).toEqual([]);
    expect(decideContactLost(aUnit({ status: 'en_route', retired: true }), at(-90), given())).toEqual([]);
    expect(after(decideContactRestored(lost, given()), lost).lostSince).toBeNull();
    expect(decideContactRestored(out, given())).toEqual([]);
  });
});

describe('release', () => {
  const release = (unit: Unit, operationId: string) =>
    applied(
      [
        {
          stream,
          event: { type: 'unit_released', at: NOW, by: 'x', unitId, operationId } as { type: string },
        },
      ],
      { [stream]: unit },
    )[stream];

  it('frees a unit of that operation, and leaves one that serves another alone', () => {
    const busy = aUnit({ assignment, status: 'on_scene' });
    expect(release(busy, assignment.operationId)).toMatchObject({ assignment: null, status: 'standby' });
    expect(release(busy, anId(0x2ff))).toBe(busy);
  });

  it('does not make a unit available that said it is not', () => {
    expect(release(aUnit({ assignment, status: 'unavailable' }), assignment.operationId)).toMatchObject({
      status: 'unavailable',
    });
  });
});

it.each([
  ['2026-11-24', true],
  ['2026-11-23', false],
  [null, false],
])('[F36] a certificate until %s on 2026-11-24: certified %s', (enforcementIdUntil, certified) => {
  expect(isCertified(aUnit({}, { enforcementIdUntil }), '2026-11-24')).toBe(certified);
  expect(isCertified(aUnit({}, { enforcementIdUntil, kind: 'bailiff' }), '2026-11-24')).toBe(false);
});
