import type { UnitStatus } from '#contracts/unit.ts';
import type { OutboxItem } from '#renderer/client/outbox.ts';
import { about } from '../../state/commands.ts';

/** The status that the hub will hear of next, and whether it still has to. */
export function expectedStatus(
  known: UnitStatus,
  outbox: readonly OutboxItem[],
): { status: UnitStatus; pending: boolean; refused: OutboxItem | null } {
  const own = outbox.filter((item) => item.about === about.status);
  const next = own.findLast((item) => item.state !== 'refused');
  return {
    status: (next?.input['status'] as UnitStatus | undefined) ?? known,
    pending: next !== undefined,
    refused: own.find((item) => item.state === 'refused') ?? null,
  };
}
