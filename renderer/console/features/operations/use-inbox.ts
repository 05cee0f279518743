import type { Operation } from '#domain/operation/state.ts';
import { statesOf } from '#renderer/client/replica.ts';
import { useConsole } from '../../state/use-console.ts';
import { useHolds } from '../../state/use-domain.ts';

/** Waits for this caller's approval: pending, and neither proposed nor submitted by himself. */
export const waitsFor = (operation: Operation, callerId: string): boolean =>
  operation.phase === 'pending' && operation.proposer.id !== callerId && operation.submitter !== callerId;

export function useInboxCount(): number {
  const approves = useHolds('operation.approve');
  const callerId = useConsole((s) => s.session?.caller.id ?? '');
  return useConsole((s) =>
    approves
      ? statesOf(s.replica, 'operation').filter((operation) => waitsFor(operation, callerId)).length
      : 0,
  );
}
