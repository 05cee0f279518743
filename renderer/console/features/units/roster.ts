import type { UnitKind, UnitProfile } from '#contracts/unit.ts';
import { isPerson, type Unit } from '#domain/unit/state.ts';

export type DeviceState = 'enrolled' | 'open' | 'none';
export const DEVICE_STATES: readonly DeviceState[] = ['enrolled', 'open', 'none'];

/** `open`: a one-time code waits for its phone. `nowMs`: ms UTC by the hub. */
export function deviceState(unit: Unit, nowMs: number): DeviceState {
  if (unit.enrolmentOpenUntil !== null && Date.parse(unit.enrolmentOpenUntil) > nowMs) return 'open';
  return unit.deviceName === null ? 'none' : 'enrolled';
}

const SOON_DAYS = 30;

/** How an officer's 执行公务证 stands on that day in Beijing (`YYYY-MM-DD`); null for those who need none. */
export function certificateState(
  profile: UnitProfile,
  day: string,
): 'valid' | 'soon' | 'expired' | 'missing' | null {
  if (profile.kind !== 'officer') return null;
  const until = profile.enforcementIdUntil;
  if (until === null) return 'missing';
  if (until < day) return 'expired';
  return Date.parse(until) - Date.parse(day) <= SOON_DAYS * 86_400_000 ? 'soon' : 'valid';
}

/** Empty: whatever it is. */
export type RosterFilter = {
  court: string;
  kind: UnitKind | '';
  sex: 'female' | 'male' | '';
  skill: string;
  device: DeviceState | '';
  retired: boolean;
};
export const noFilter: RosterFilter = { court: '', kind: '', sex: '', skill: '', device: '', retired: false };

export const filterRoster = (units: readonly Unit[], filter: RosterFilter, nowMs: number): Unit[] =>
  units
    .filter(
      (unit) =>
        (filter.retired || !unit.retired) &&
        (filter.court === '' || unit.courtCode === filter.court) &&
        (filter.kind === '' || unit.profile.kind === filter.kind) &&
        (filter.sex === '' || unit.profile.sex === filter.sex) &&
        (filter.skill === '' || unit.profile.skills.includes(filter.skill)) &&
        (filter.device === '' || deviceState(unit, nowMs) === filter.device),
    )
    .sort((a, b) => a.profile.callSign.localeCompare(b.profile.callSign, 'zh-CN', { numeric: true }));

/** Every skill that somebody on the roster has. */
export const skillsOf = (units: readonly Unit[]): string[] =>
  [...new Set(units.flatMap((unit) => unit.profile.skills))].sort((a, b) => a.localeCompare(b, 'zh-CN'));

/** The roster in figures; retired units are not counted. */
export function countRoster(units: readonly Unit[], day: string) {
  const kept = units.filter((unit) => !unit.retired);
  const people = kept.filter(isPerson);
  const isBad = (unit: Unit) => ['expired', 'missing'].includes(certificateState(unit.profile, day) ?? '');
  return {
    people: people.length,
    women: people.filter((unit) => unit.profile.sex === 'female').length,
    vehicles: kept.length - people.length,
    enrolled: kept.filter((unit) => unit.deviceName !== null).length,
    all: kept.length,
    expired: people.filter(isBad).length,
  };
}
