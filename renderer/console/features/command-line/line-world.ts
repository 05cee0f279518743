import type { Capability } from '#contracts/capabilities.ts';
import type { IncidentKind } from '#contracts/incident.ts';
import { isOpen, soundsAt } from '#domain/incident/state.ts';
import { transition } from '#domain/operation/lifecycle.ts';
import { operationUnitIds } from '#domain/operation/state.ts';
import { stateOf, statesOf } from '#renderer/client/replica.ts';
import type { ConsoleState } from '../../state/console-state.ts';
import { roleHolds, type ScreenId, screensOf } from '../../state/screens.ts';
import { siteKey } from '../../state/site-key.ts';
import { inAlarmOrder } from '../alarms/alarm-order.ts';

export type LineUnit = {
  unitId: string;
  callSign: string;
  name: string;
  plate: string;
  enrolled: boolean;
  operationId: string | null;
};
/** `word`: what a team is called on the radio, 「A2」 of 「A2 警戒」. */
export type LineTeam = { word: string; unitIds: readonly string[] };
export type LineSite = {
  key: string;
  operationId: string;
  name: string;
  operationTitle: string;
  lng: number;
  lat: number;
  canWithdraw: boolean;
};
export type LineAlarm = { incidentId: string; kind: IncidentKind; unitId: string | null };

/** What a line can speak about, as this seat knows it. */
export type LineWorld = {
  units: readonly LineUnit[];
  /** Of the operation in focus first. */
  teams: readonly LineTeam[];
  sites: readonly LineSite[];
  screens: readonly ScreenId[];
  /** Units marked on the board. */
  marked: readonly string[];
  /** Everybody of the operation that the boards are about. */
  everybody: readonly string[];
  /** The topmost alarm that waits to be acknowledged here; to be confirmed. */
  unheard: LineAlarm | null;
  unconfirmed: LineAlarm | null;
  holds: (capability: Capability) => boolean;
};

const GONE = ['closed', 'archived', 'cancelled'];

export function lineWorld({
  replica,
  session,
  operationId,
  targets,
}: Pick<ConsoleState, 'replica' | 'session' | 'operationId' | 'targets'>): LineWorld {
  const role = session?.caller.role ?? 'operator';
  const court = session?.caller.courtCode ?? '';
  // The one in focus first: 甲 and A2 mean its own.
  const operations = statesOf(replica, 'operation')
    .filter((operation) => !GONE.includes(operation.phase))
    .sort((a, b) => Number(b.operationId === operationId) - Number(a.operationId === operationId));
  const focused = operationId === null ? undefined : stateOf(replica, 'operation', operationId);
  const alarms = inAlarmOrder(statesOf(replica, 'incident').filter(isOpen), court);
  return {
    units: statesOf(replica, 'unit')
      .filter((unit) => !unit.retired)
      .map(({ unitId, profile, deviceName, assignment }) => ({
        unitId,
        callSign: profile.callSign,
        name: profile.name,
        plate: profile.plate,
        enrolled: deviceName !== null,
        operationId: assignment?.operationId ?? null,
      }))
      .sort((a, b) => a.callSign.localeCompare(b.callSign, 'zh-CN', { numeric: true })),
    teams: operations.flatMap((operation) =>
      Object.values(operation.teams).map(({ name, unitIds }) => ({ word: name.split(' ')[0]!, unitIds })),
    ),
    sites: operations.flatMap((operation) =>
      Object.values(operation.sites).map((site) => ({
        key: siteKey(operation.operationId, site.plan.siteId),
        operationId: operation.operationId,
        name: site.plan.name,
        operationTitle: operation.title,
        lng: site.plan.lng,
        lat: site.plan.lat,
        canWithdraw:
          operation.phase === 'approved' && transition('site', site.state, 'withdrawn') !== undefined,
      })),
    ),
    screens: screensOf(role),
    marked: [...targets],
    everybody: focused ? operationUnitIds(focused) : [],
    unheard: alarms.find((incident) => soundsAt(incident, court)) ?? null,
    unconfirmed: alarms.find((incident) => incident.state === 'raised') ?? null,
    holds: (capability) => roleHolds(role, capability),
  };
}
