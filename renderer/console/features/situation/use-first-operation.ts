import { useEffect } from 'react';
import type { OperationState } from '#contracts/operation.ts';
import type { Operation } from '#domain/operation/state.ts';
import { operationState } from '#domain/operation/state.ts';
import { useConsole } from '../../state/use-console.ts';
import { useAll } from '../../state/use-domain.ts';

/** What a shift looks at when it begins: an incident before what is out, what is out before what is only planned. */
const RANK: readonly OperationState[] = [
  'incident',
  'executing',
  'on_scene',
  'en_route',
  'suspended',
  'withdrawn',
  'mustering',
  'wrap_up',
  'approved',
  'pending',
];

export function firstOperation(operations: readonly Operation[]): Operation | undefined {
  const rank = (operation: Operation) => RANK.indexOf(operationState(operation));
  return operations
    .filter((operation) => rank(operation) >= 0)
    .sort((a, b) => rank(a) - rank(b) || b.plannedStart.localeCompare(a.plannedStart))[0];
}

/** Puts boards and timeline onto an operation as soon as there is one; never takes them off the one that was chosen. */
export function useFirstOperation(): void {
  const chosen = useConsole((s) => s.operationId);
  const focus = useConsole((s) => s.focusOperation);
  const first = firstOperation(useAll('operation'))?.operationId;
  useEffect(() => {
    if (chosen === null && first !== undefined) focus(first);
  }, [chosen, first, focus]);
}
