import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AppendRequest, AppendResult } from '../ports.ts';
import { plainAppend, type Outcome, type PlainAppend } from './append-plan.ts';
import { StoreUnavailable } from './errors.ts';
import { storedEvent } from './stored-event.ts';
import type { WrittenLinks } from './writer-protocol.ts';

/** Appends that may wait for the disk; the next one is refused at once and nothing of it is kept. */
const MAX_WAITING = 20_000;
/** Appends that share a commit. More would make the first of them wait for the last. */
const MAX_BATCH = 512;

type Waiting = {
  plain: PlainAppend;
  resolve: (result: AppendResult) => void;
  reject: (error: unknown) => void;
};
type Written = { outcomes: Outcome[]; links: WrittenLinks };

/**
 * Whoever asks while a commit is on its way to the disk shares the next one: one caller gets the disk's own latency,
 * hundreds get its bandwidth. `write` is called with one batch at a time.
 */
export function createGroupCommit(write: (batch: PlainAppend[]) => Promise<Written>) {
  const waiting: Waiting[] = [];
  let draining: Promise<void> | undefined;

  const drain = async () => {
    await nextTurn(); // what came in the same turn of the loop shares the first commit too
    while (waiting.length > 0) {
      const batch = waiting.splice(0, MAX_BATCH);
      try {
        answer(batch, await write(batch.map(({ plain }) => plain)));
      } catch (error) {
        batch.forEach(({ reject }) => reject(error));
      }
    }
    draining = undefined;
  };

  return {
    append: (request: AppendRequest) =>
      new Promise<AppendResult>((resolve, reject) => {
        if (waiting.length >= MAX_WAITING) {
          return reject(new StoreUnavailable(`${MAX_WAITING} commands wait for the disk: repeat later`));
        }
        waiting.push({ plain: plainAppend(request), resolve, reject });
        draining ??= drain();
      }),
    /** Settles when nothing waits any more. */
    idle: async () => draining,
  };
}

function answer(batch: Waiting[], { outcomes, links }: Written): void {
  batch.forEach(({ plain, resolve }, index) => {
    const outcome = outcomes[index]!;
    if (outcome.status === 'repeated')
      resolve({ status: 'repeated', answer: JSON.parse(outcome.answer) as unknown });
    else if (outcome.status === 'conflict') resolve(outcome);
    else resolve({ status: 'appended', events: eventsOf(plain, outcome.from, links) });
  });
}

/** What the events of one append became; the same that a read of the log gives. */
function eventsOf({ commandId, actor, at, writes }: PlainAppend, from: number, links: WrittenLinks) {
  const events = writes.flatMap(({ stream, expected, events }) =>
    events.map(({ type, body }, index) => ({
      stream,
      version: expected + index + 1,
      type,
      at,
      actor,
      commandId,
      body,
    })),
  );
  return events.map((event, index) => {
    const place = from + index;
    return storedEvent({
      seq: links.firstSeq + place,
      ...event,
      prev: place === 0 ? links.prev : links.hashes[place - 1]!,
      hash: links.hashes[place]!,
      sm3: links.sm3s[place]!,
    });
  });
}
