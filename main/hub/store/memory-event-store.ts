import type { AppendRequest, EventStore, SecretStore } from '../ports.ts';
import { plainAppend, planAppends, type Head, type Row } from './append-plan.ts';
import { GENESIS, openChain } from './chain.ts';
import { StoreUnavailable } from './errors.ts';
import { storedEvent } from './stored-event.ts';
import { verifyLog } from './verify-chain.ts';

/** The record for tests: the same plans and the same chain, nothing kept. */
export async function openMemoryEventStore(): Promise<EventStore & { secrets: SecretStore }> {
  const chain = await openChain();
  const rows: Row[] = [];
  const versions = new Map<string, number>();
  const answers = new Map<string, string>();
  let head: Head = { seq: 0, hash: GENESIS };
  let open = true;

  const opened = async <T>(work: () => T): Promise<Awaited<T>> => {
    if (!open) throw new StoreUnavailable('the record is closed');
    return await work();
  };

  const append = (request: AppendRequest) => {
    const before = {
      head,
      versionOf: (stream: string) => versions.get(stream) ?? 0,
      answerOf: (commandId: string) => answers.get(commandId),
    };
    const plan = planAppends([plainAppend(request)], before, chain);
    const outcome = plan.outcomes[0]!;
    if (outcome.status === 'repeated')
      return { status: outcome.status, answer: JSON.parse(outcome.answer) as unknown };
    if (outcome.status === 'conflict') return outcome;

    head = plan.head;
    rows.push(...plan.rows);
    plan.versions.forEach((version, stream) => versions.set(stream, version));
    plan.commands.forEach(({ id, answer }) => answers.set(id, answer));
    return { status: outcome.status, events: plan.rows.map(storedEvent) };
  };

  const page = (after: number, limit: number) => rows.slice(after, after + limit);
  return {
    secrets: createMemorySecretStore(),
    append: (request) => opened(() => append(request)),
    read: (after, limit) => opened(() => page(after, limit).map(storedEvent)),
    readStream: (stream) => opened(() => rows.filter((row) => row.stream === stream).map(storedEvent)),
    answerOf: (commandId) =>
      opened(() => {
        const answer = answers.get(commandId);
        return answer === undefined ? undefined : (JSON.parse(answer) as unknown);
      }),
    head: () => opened(() => head),
    verify: (onProgress) => opened(() => verifyLog({ head: () => head, page }, chain, onProgress)),
    [Symbol.asyncDispose]: async () => void (open = false),
  };
}

export function createMemorySecretStore(): SecretStore {
  const kinds = new Map<string, Map<string, string>>();
  const kindOf = (kind: string) => kinds.get(kind) ?? new Map<string, string>();
  return {
    get: async (kind, id) => kindOf(kind).get(id) ?? null,
    put: async (kind, id, value) => void kinds.set(kind, kindOf(kind).set(id, value)),
    remove: async (kind, id) => void kindOf(kind).delete(id),
    list: async (kind) =>
      [...kindOf(kind)].map(([id, value]) => ({ id, value })).sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}
