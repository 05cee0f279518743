import { ok, refuse, type Result } from '#contracts/errors.ts';
import type {
  CreateEnrolment,
  RegisterUnit,
  RetireUnit,
  RevokeDevice,
  SetUnitStatus,
  UnitEvent,
} from '#contracts/unit.ts';
import { type Given, type Recorded, stamp } from '../given.ts';
import type { Unit } from './state.ts';

type Decision = Result<Recorded<UnitEvent>[]>;
const only = (event: UnitEvent): Decision => ok([{ stream: `unit/${event.unitId}`, event }]);

/** F05, F36: registers the unit at its court; a second time it replaces the profile. */
export function decideRegisterUnit(
  unit: Unit | null,
  cmd: RegisterUnit,
  callSigns: ReadonlySet<string>,
  given: Given,
): Decision {
  const { unitId, courtCode, profile } = cmd;
  if (callSigns.has(profile.callSign) && unit?.profile.callSign !== profile.callSign) {
    return refuse('already_exists', { callSign: profile.callSign });
  }
  if (!unit)
    return only({ type: 'unit_registered', ...stamp(given), unitId, courtCode, profile, drill: given.drill });
  if (unit.retired || unit.courtCode !== courtCode) return refuse('not_editable');
  return only({ type: 'unit_profile_changed', ...stamp(given), unitId, profile });
}

export function decideRetireUnit(unit: Unit, cmd: RetireUnit, given: Given): Decision {
  if (unit.assignment)
    return refuse('unit_busy', { callSign: unit.profile.callSign, operationId: unit.assignment.operationId });
  if (unit.retired) return refuse('not_found');
  return only({ type: 'unit_retired', ...stamp(given), unitId: cmd.unitId, reason: cmd.reason });
}

export function decideCreateEnrolment(
  unit: Unit,
  cmd: CreateEnrolment,
  expiresAt: string,
  given: Given,
): Decision {
  if (unit.retired) return refuse('not_found');
  return only({ type: 'enrolment_created', ...stamp(given), unitId: cmd.unitId, expiresAt });
}

export function decideRevokeDevice(unit: Unit, cmd: RevokeDevice, given: Given): Decision {
  if (unit.deviceName === null && unit.enrolmentOpenUntil === null) return refuse('unit_not_enrolled');
  return only({ type: 'device_revoked', ...stamp(given), unitId: cmd.unitId, reason: cmd.reason });
}

/** 备勤 … 不可用 as the officer's status key says. An assigned unit cannot go back to 备勤 by itself; 不可用 wants a reason. */
export function decideSetUnitStatus(unit: Unit, cmd: SetUnitStatus, given: Given): Decision {
  if (unit.retired) return refuse('not_found');
  if (cmd.status === 'standby' && unit.assignment)
    return refuse('unit_busy', { callSign: unit.profile.callSign, operationId: unit.assignment.operationId });
  if (cmd.status !== 'standby' && cmd.status !== 'unavailable' && !unit.assignment)
    return refuse('unit_not_assigned', { callSign: unit.profile.callSign });
  if (cmd.status === 'unavailable' && cmd.reason === '') return refuse('reason_required');
  const { unitId, status, reason, occurredAt } = cmd;
  return only({ type: 'unit_status_changed', ...stamp(given), unitId, status, reason, occurredAt });
}

/** 失联: no heartbeat while 途中 or 到场 (DOMAIN §2.3). */
export function decideContactLost(unit: Unit, lastHeardAt: string, given: Given): Recorded<UnitEvent>[] {
  const out = unit.status === 'en_route' || unit.status === 'on_scene';
  if (!out || unit.lostSince !== null || unit.retired) return [];
  return [
    {
      stream: `unit/${unit.unitId}`,
      event: { type: 'unit_contact_lost', ...stamp(given), unitId: unit.unitId, lastHeardAt },
    },
  ];
}

export function decideContactRestored(unit: Unit, given: Given): Recorded<UnitEvent>[] {
  if (unit.lostSince === null) return [];
  return [
    {
      stream: `unit/${unit.unitId}`,
      event: { type: 'unit_contact_restored', ...stamp(given), unitId: unit.unitId },
    },
  ];
}
