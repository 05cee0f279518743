import { type Replica, stateOf } from '#renderer/client/replica.ts';

/** The operation that all these units are in; null when they are in none, or not all in the same. */
export function commonOperation(replica: Replica, unitIds: readonly string[]): string | null {
  const operations = new Set(
    unitIds.map((id) => stateOf(replica, 'unit', id)?.assignment?.operationId ?? null),
  );
  return operations.size === 1 ? ([...operations][0] ?? null) : null;
}
