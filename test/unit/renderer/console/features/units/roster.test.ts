import { describe, expect, it } from 'vitest';
import { UnitProfile } from '#contracts/unit.ts';
import {
  emptyProfile,
  profileFormOf,
  profileOf,
  profileProblems,
} from '#renderer/console/features/units/profile-form.ts';
import {
  certificateState,
  countRoster,
  deviceState,
  filterRoster,
  noFilter,
  skillsOf,
} from '#renderer/console/features/units/roster.ts';
import { anId, at, aUnit, COURTS, NOW_MS } from '#support/build.ts';

const units = [
  aUnit({ unitId: anId(1) }, { callSign: 'A10', sex: 'female', skills: ['搜查', '急救'] }),
  aUnit(
    { unitId: anId(2), courtCode: COURTS.partner, deviceName: null },
    { callSign: 'A2', kind: 'bailiff', skills: ['警戒'] },
  ),
  aUnit(
    { unitId: anId(3), deviceName: null, enrolmentOpenUntil: at(60) },
    { callSign: 'V1', kind: 'vehicle', sex: null },
  ),
  aUnit({ unitId: anId(4), retired: true }, { callSign: 'X1' }),
];
const found = (part: Partial<typeof noFilter>) =>
  filterRoster(units, { ...noFilter, ...part }, NOW_MS).map((unit) => unit.profile.callSign);

it('filters the roster by court, kind, sex, skill and terminal, by call sign', () => {
  expect(found({})).toEqual(['A2', 'A10', 'V1']);
  expect(found({ retired: true })).toContain('X1');
  expect(found({ court: COURTS.partner })).toEqual(['A2']);
  expect(found({ kind: 'vehicle' })).toEqual(['V1']);
  expect(found({ sex: 'female' })).toEqual(['A10']);
  expect(found({ skill: '急救' })).toEqual(['A10']);
  expect(found({ device: 'open' })).toEqual(['V1']);
  expect(found({ device: 'none' })).toEqual(['A2']);
  expect(skillsOf(units)).toHaveLength(3);
});

it('calls a code that has run out no open one', () => {
  const unit = aUnit({ deviceName: null, enrolmentOpenUntil: at(-1) });
  expect(deviceState(unit, NOW_MS)).toBe('none');
});

it.each([
  ['2026-11-24', 'soon'],
  ['2026-11-23', 'expired'],
  ['2026-12-25', 'valid'],
  [null, 'missing'],
] as const)('[F36] a certificate until %s is %s on 2026-11-24', (enforcementIdUntil, state) => {
  expect(certificateState(aUnit({}, { enforcementIdUntil }).profile, '2026-11-24')).toBe(state);
});

it('asks no certificate of whoever needs none, and counts what stands on the roster', () => {
  expect(
    certificateState(aUnit({}, { kind: 'bailiff', enforcementIdUntil: null }).profile, '2026-11-24'),
  ).toBeNull();
  expect(countRoster(units, '2026-11-24')).toEqual({
    people: 2,
    women: 1,
    vehicles: 1,
    enrolled: 1,
    all: 3,
    expired: 0,
  });
});

describe('a profile that is typed', () => {
  it('names what is missing', () => {
    expect(profileProblems(emptyProfile)).toEqual({ callSign: 'call_sign_required', name: 'name_required' });
    expect(profileProblems({ ...emptyProfile, callSign: 'A', name: 'B', skills: '甲'.repeat(21) })).toEqual({
      skills: 'skills_wrong',
    });
  });

  it('comes back unchanged, and the contract takes it', () => {
    for (const { profile } of units) {
      expect(profileOf(profileFormOf(profile))).toMatchObject({
        callSign: profile.callSign,
        kind: profile.kind,
        sex: profile.kind === 'vehicle' ? null : profile.sex,
      });
      expect(UnitProfile.safeParse(profileOf(profileFormOf(profile))).success).toBe(true);
    }
  });

  it('parts skills at every comma, each once, and sends nothing that belongs to another kind', () => {
    const form = {
      ...emptyProfile,
      callSign: ' A1 ',
      name: '许',
      skills: '搜查，急救、搜查, ',
      plate: '川A1',
      policeNumber: '007',
      certificate: '2027-01-01',
    };
    expect(profileOf(form)).toMatchObject({
      callSign: 'A1',
      skills: ['搜查', '急救'],
      plate: '',
      policeNumber: '',
      enforcementIdUntil: '2027-01-01',
    });
    expect(profileOf({ ...form, kind: 'vehicle' })).toMatchObject({
      skills: [],
      plate: '川A1',
      enforcementIdUntil: null,
      sex: null,
    });
  });
});
