import type { OperationState } from '#contracts/operation.ts';
import type { Operation } from '#domain/operation/state.ts';
import { operationState } from '#domain/operation/state.ts';
import { waitsFor } from './use-inbox.ts';

export type WorkTab = 'plan' | 'sites' | 'teams' | 'documents' | 'gate' | 'lifecycle' | 'approval';

/** The plan may be changed in these states. */
export const EDITABLE: readonly OperationState[] = ['draft', 'assessed', 'returned'];
export const isEditable = (operation: Operation): boolean => EDITABLE.includes(operation.phase);
/** F05: teams may be reinforced until every site has wrapped up. */
export const areTeamsEditable = (operation: Operation): boolean =>
  isEditable(operation) || (operation.phase === 'approved' && operationState(operation) !== 'wrap_up');
export const areDocumentsOpen = (operation: Operation): boolean =>
  !['closed', 'archived', 'cancelled'].includes(operation.phase);

/** What still keeps a plan from being submitted, in the order of the work. */
export type Gap = 'cases' | 'sites' | 'commander' | 'risk';
export function submitGaps(operation: Operation): Gap[] {
  return [
    ...(operation.cases.length === 0 ? (['cases'] as const) : []),
    ...(Object.keys(operation.sites).length === 0 ? (['sites'] as const) : []),
    ...(Object.values(operation.sites).some((site) => site.plan.commanderUnitId === null)
      ? (['commander'] as const)
      : []),
    ...(operation.phase === 'assessed' ? [] : (['risk'] as const)),
  ];
}

export type NextStep = {
  say: Gap | 'teams' | 'submit' | 'approve' | 'wait' | 'reopen' | 'gate' | 'lead' | 'close';
  tab: WorkTab;
};

/** What to do next with an operation and where; null when nothing is left to do. */
export function nextStep(
  operation: Operation,
  callerId: string,
  may: { draft: boolean; approve: boolean },
): NextStep | null {
  switch (operation.phase) {
    case 'draft':
    case 'assessed': {
      const gap = submitGaps(operation)[0];
      if (!may.draft) return { say: 'wait', tab: 'approval' };
      if (gap) return { say: gap, tab: gap === 'sites' || gap === 'commander' ? 'sites' : 'plan' };
      return Object.keys(operation.teams).length === 0
        ? { say: 'teams', tab: 'teams' }
        : { say: 'submit', tab: 'approval' };
    }
    case 'pending':
      return { say: may.approve && waitsFor(operation, callerId) ? 'approve' : 'wait', tab: 'approval' };
    case 'returned':
      return { say: 'reopen', tab: 'approval' };
    case 'approved': {
      const state = operationState(operation);
      if (state === 'approved' || state === 'mustering') return { say: 'gate', tab: 'gate' };
      return { say: state === 'wrap_up' ? 'close' : 'lead', tab: 'lifecycle' };
    }
    case 'reporting':
    case 'closed':
      return { say: 'close', tab: 'lifecycle' };
    default:
      return null;
  }
}
