import type { Operation } from '#domain/operation/state.ts';
import type { Unit } from '#domain/unit/state.ts';

/** Why a unit can or cannot join a team, with what the operator needs to mend it. */
export type MemberChoice = { unit: Unit } & (
  | { can: true; why: 'free' | 'member' }
  | { can: false; why: 'busy'; operationId: string }
  | { can: false; why: 'in_team'; team: string }
  | { can: false; why: 'unavailable'; reason: string }
);

/**
 * The roster as choices for a team, by call sign. F05: a unit serves one operation and stands in one team; a unit that
 * is 不可用 joins none. Retired units are not on the list.
 */
export function memberChoices(units: readonly Unit[], operation: Operation, teamId: string): MemberChoice[] {
  return units
    .filter((unit) => !unit.retired)
    .sort((a, b) => a.profile.callSign.localeCompare(b.profile.callSign, 'zh-CN', { numeric: true }))
    .map((unit): MemberChoice => {
      const { assignment } = unit;
      if (assignment && assignment.operationId !== operation.operationId)
        return { unit, can: false, why: 'busy', operationId: assignment.operationId };
      if (assignment && assignment.teamId !== teamId)
        return { unit, can: false, why: 'in_team', team: operation.teams[assignment.teamId]?.name ?? '' };
      if (unit.status === 'unavailable')
        return { unit, can: false, why: 'unavailable', reason: unit.statusReason };
      return { unit, can: true, why: assignment ? 'member' : 'free' };
    });
}

/** Persons who may command a site: not an assistant, not retired, not out in another operation. */
export const commanderChoices = (units: readonly Unit[], operation: Operation): Unit[] =>
  units
    .filter(
      (unit) =>
        !unit.retired &&
        (unit.profile.kind === 'officer' || unit.profile.kind === 'bailiff') &&
        (unit.assignment?.operationId ?? operation.operationId) === operation.operationId,
    )
    .sort((a, b) => a.profile.callSign.localeCompare(b.profile.callSign, 'zh-CN', { numeric: true }));
