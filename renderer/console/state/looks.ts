import type { IncidentState } from '#contracts/incident.ts';
import type { OperationState } from '#contracts/operation.ts';
import type { ReceiptState } from '#contracts/order.ts';
import type { Presence } from '#contracts/sync.ts';
import type { UnitStatus } from '#contracts/unit.ts';
import { type Incident, isOpen } from '#domain/incident/state.ts';
import type { Unit } from '#domain/unit/state.ts';
import type { AgeLook } from '#renderer/ui/Age.tsx';
import type { Tone } from '#renderer/ui/Badge.tsx';
import type { MarkColour, MarkShape } from '#renderer/ui/StatusMark.tsx';

/** How a unit is drawn: its status, unless an alarm, a lost heartbeat or a dark phone says more (DOMAIN §2.3). */
export type UnitLook = UnitStatus | 'sos' | 'lost' | 'offline' | 'retired';

const IS_OUT: readonly UnitStatus[] = ['assigned', 'en_route', 'on_scene', 'returning'];

/** Units that an open alarm is about. */
export const alarmedUnitIds = (incidents: readonly Incident[]): ReadonlySet<string> =>
  new Set(incidents.filter(isOpen).flatMap((incident) => incident.unitId ?? []));

export function unitLook(unit: Unit, alarmed: ReadonlySet<string>, presence: Presence | undefined): UnitLook {
  if (unit.retired) return 'retired';
  if (alarmed.has(unit.unitId)) return 'sos';
  if (unit.lostSince !== null) return 'lost';
  const dark = unit.deviceName !== null && presence !== undefined && !presence.online;
  return dark && IS_OUT.includes(unit.status) ? 'offline' : unit.status;
}

export const UNIT_MARK: Record<UnitLook, { shape: MarkShape; colour: MarkColour }> = {
  standby: { shape: 'hollow', colour: 'standby' },
  assigned: { shape: 'square', colour: 'assigned' },
  en_route: { shape: 'circle', colour: 'enroute' },
  on_scene: { shape: 'square', colour: 'onscene' },
  returning: { shape: 'double', colour: 'returning' },
  unavailable: { shape: 'crossed', colour: 'off' },
  sos: { shape: 'diamond', colour: 'alarm' },
  lost: { shape: 'dashed', colour: 'lost' },
  offline: { shape: 'dashed', colour: 'off' },
  retired: { shape: 'crossed', colour: 'off' },
};

/** Worst first: what wants the operator stands on top of the board. */
export const LOOK_ORDER: readonly UnitLook[] = [
  'sos',
  'lost',
  'offline',
  'on_scene',
  'en_route',
  'assigned',
  'returning',
  'standby',
  'unavailable',
  'retired',
];

export const RECEIPT_MARK: Record<ReceiptState, { shape: MarkShape; colour: MarkColour }> = {
  issued: { shape: 'hollow', colour: 'standby' },
  delivered: { shape: 'double', colour: 'assigned' },
  acknowledged: { shape: 'square', colour: 'assigned' },
  executing: { shape: 'circle', colour: 'enroute' },
  done: { shape: 'square', colour: 'onscene' },
  unable: { shape: 'crossed', colour: 'enroute' },
  refused: { shape: 'crossed', colour: 'enroute' },
  overdue: { shape: 'dashed', colour: 'enroute' },
  revoked: { shape: 'crossed', colour: 'off' },
  reassigned: { shape: 'dashed', colour: 'off' },
};

export const OPERATION_TONE: Record<OperationState, Tone> = {
  draft: 'dim',
  assessed: 'dim',
  pending: 'warn',
  returned: 'warn',
  approved: 'accent',
  mustering: 'accent',
  en_route: 'accent',
  on_scene: 'ok',
  executing: 'ok',
  incident: 'alarm',
  suspended: 'warn',
  withdrawn: 'warn',
  wrap_up: 'plain',
  reporting: 'plain',
  closed: 'dim',
  archived: 'dim',
  cancelled: 'dim',
};

export const INCIDENT_TONE: Record<IncidentState, Tone> = {
  raised: 'alarm',
  confirmed: 'alarm',
  graded: 'alarm',
  responding: 'alarm',
  controlled: 'warn',
  false_alarm: 'warn',
  resolved: 'ok',
  reviewed: 'plain',
  closed: 'dim',
};

/** Thresholds of the age of a position, seconds: beyond the first it is late, beyond the second lost (F01). */
export const FIX_LATE_S = 15;
export const FIX_LOST_S = 60;

export const fixLook = (ageMs: number | null): AgeLook =>
  ageMs === null
    ? 'none'
    : ageMs <= FIX_LATE_S * 1000
      ? 'fresh'
      : ageMs <= FIX_LOST_S * 1000
        ? 'late'
        : 'lost';
