import type { UnitEvent, UnitProfile, UnitStatus } from '#contracts/unit.ts';
import type { Fold } from '../fold.ts';

export type Unit = {
  unitId: string;
  courtCode: string;
  profile: UnitProfile;
  drill: boolean;
  status: UnitStatus;
  statusSince: string;
  statusReason: string;
  assignment: { operationId: string; siteId: string | null; teamId: string } | null;
  /** Name of the enrolled phone, or null. */
  deviceName: string | null;
  enrolmentOpenUntil: string | null;
  /** 失联: no heartbeat while out. */
  lostSince: string | null;
  retired: boolean;
};

/** A certified enforcement officer: has an 执行公务证 that is valid on that day (`day`: YYYY-MM-DD). */
export const isCertified = (unit: Unit, day: string): boolean =>
  unit.profile.kind === 'officer' &&
  unit.profile.enforcementIdUntil !== null &&
  unit.profile.enforcementIdUntil >= day;

export const isPerson = (unit: Unit): boolean => unit.profile.kind !== 'vehicle';

function evolve(unit: Unit | null, event: UnitEvent): Unit | null {
  if (event.type === 'unit_registered') {
    return {
      unitId: event.unitId,
      courtCode: event.courtCode,
      profile: event.profile,
      drill: event.drill,
      status: 'standby',
      statusSince: event.at,
      statusReason: '',
      assignment: null,
      deviceName: null,
      enrolmentOpenUntil: null,
      lostSince: null,
      retired: false,
    };
  }
  if (!unit) return unit;
  switch (event.type) {
    case 'unit_profile_changed':
      return { ...unit, profile: event.profile };
    case 'unit_retired':
      return { ...unit, retired: true, deviceName: null };
    case 'enrolment_created':
      return { ...unit, enrolmentOpenUntil: event.expiresAt };
    case 'device_enrolled':
      return { ...unit, deviceName: event.deviceName, enrolmentOpenUntil: null };
    case 'device_revoked':
      return { ...unit, deviceName: null, enrolmentOpenUntil: null };
    case 'unit_assigned': {
      const { operationId, siteId, teamId } = event;
      const wasFree = unit.assignment === null;
      return {
        ...unit,
        assignment: { operationId, siteId, teamId },
        ...(wasFree ? { status: 'assigned' as const, statusSince: event.at } : {}),
      };
    }
    case 'unit_released':
      if (unit.assignment?.operationId !== event.operationId) return unit;
      return {
        ...unit,
        assignment: null,
        status: unit.status === 'unavailable' ? 'unavailable' : 'standby',
        statusSince: event.at,
      };
    case 'unit_status_changed':
      return { ...unit, status: event.status, statusSince: event.at, statusReason: event.reason };
    case 'unit_contact_lost':
      return { ...unit, lostSince: event.lastHeardAt };
    case 'unit_contact_restored':
      return { ...unit, lostSince: null };
    default:
      return unit;
  }
}

export const unitFold: Fold<Unit, UnitEvent> = { evolve };
