import { operationUnitIds } from '#domain/operation/state.ts';
import { stateOf } from '#renderer/client/replica.ts';
import type { ConsoleState } from '../state/console-state.ts';
import { commonOperation } from '../state/common-operation.ts';
import { splitSiteKey } from '../state/site-key.ts';

export type TalkTargets = { unitIds: string[]; operationId: string | null };

/** Whom the talk key reaches now: the marked units, else the picked unit, else who is at the picked site. Only those with a phone. */
export function talkTargets({
  replica,
  targets,
  picked,
}: Pick<ConsoleState, 'replica' | 'targets' | 'picked'>): TalkTargets {
  const wanted =
    targets.size > 0
      ? [...targets]
      : picked?.kind === 'unit'
        ? [picked.id]
        : picked?.kind === 'site'
          ? atSite(replica, picked.id)
          : [];
  const unitIds = reachable(replica, wanted);
  return { unitIds, operationId: commonOperation(replica, unitIds) };
}

/** 全员呼叫: everybody of the operation that the boards are about. */
export function everybody({
  replica,
  operationId,
}: Pick<ConsoleState, 'replica' | 'operationId'>): TalkTargets {
  const operation = operationId === null ? undefined : stateOf(replica, 'operation', operationId);
  return { unitIds: operation ? reachable(replica, operationUnitIds(operation)) : [], operationId };
}

function atSite(replica: ConsoleState['replica'], key: string): string[] {
  const { operationId, siteId } = splitSiteKey(key);
  const operation = stateOf(replica, 'operation', operationId);
  if (!operation) return [];
  const teams = Object.values(operation.teams).filter((team) => team.siteId === siteId);
  const commander = operation.sites[siteId]?.plan.commanderUnitId ?? [];
  return [...new Set(teams.flatMap((team) => team.unitIds).concat(commander))];
}

const reachable = (replica: ConsoleState['replica'], unitIds: readonly string[]) =>
  unitIds.filter((id) => {
    const unit = stateOf(replica, 'unit', id);
    return unit !== undefined && unit.deviceName !== null && !unit.retired;
  });
