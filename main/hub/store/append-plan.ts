import type { AppendRequest } from '../ports.ts';
import type { Chain, Linked } from './chain.ts';

/** An append with its JSON already made: what crosses to the writer's thread, and what is stored, letter for letter. */
export type PlainAppend = {
  commandId: string;
  actor: string;
  at: string;
  answer: string;
  writes: { stream: string; expected: number; events: { type: string; body: string }[] }[];
};

/** A row of the log. Hashes in hex. */
export type Row = Linked & { prev: string; hash: string; sm3: string };

/** `rows` are positions in the plan's rows, [from, to). */
export type Outcome =
  | { status: 'appended'; from: number; to: number }
  | { status: 'repeated'; answer: string }
  | { status: 'conflict'; stream: string; version: number };

export type Plan = {
  rows: Row[];
  commands: { id: string; first: number; last: number; answer: string }[];
  outcomes: Outcome[];
  head: Head;
  /** Versions after the plan, of the streams that it touches. */
  versions: Map<string, number>;
};

export type Head = { seq: number; hash: string };

/** What the log held before. */
export type Before = {
  head: Head;
  versionOf: (stream: string) => number;
  answerOf: (commandId: string) => string | undefined;
};

export function plainAppend(request: AppendRequest): PlainAppend {
  const { commandId, actor, at, answer, writes } = request;
  return {
    commandId,
    actor,
    at,
    answer: JSON.stringify(answer ?? null),
    writes: writes.map(({ stream, expected, events }) => ({
      stream,
      expected,
      events: events.map((event) => ({ type: event.type, body: JSON.stringify(event) })),
    })),
  };
}

/**
 * Says what a batch of appends makes of the log, in the order in which they came; a later one of the batch sees the
 * earlier ones. Every append is all or nothing. Pure but for the hashing; what it returns holds once it is on disk.
 */
export function planAppends(batch: readonly PlainAppend[], before: Before, chain: Chain): Plan {
  const rows: Row[] = [];
  const commands: Plan['commands'] = [];
  const answers = new Map<string, string>();
  const versions = new Map<string, number>();
  let head = before.head;

  const planOne = (append: PlainAppend): Outcome => {
    const { commandId, actor, at } = append;
    const answer = answers.get(commandId) ?? before.answerOf(commandId);
    if (answer !== undefined) return { status: 'repeated', answer };

    const reached = new Map<string, number>();
    for (const { stream, expected, events } of append.writes) {
      const version = reached.get(stream) ?? versions.get(stream) ?? before.versionOf(stream);
      if (version !== expected) return { status: 'conflict', stream, version };
      reached.set(stream, version + events.length);
    }

    const from = rows.length;
    const first = head.seq + 1;
    for (const { stream, expected, events } of append.writes) {
      events.forEach(({ type, body }, index) => {
        const record = {
          seq: head.seq + 1,
          stream,
          version: expected + index + 1,
          type,
          at,
          actor,
          commandId,
          body,
        };
        const row = { ...record, prev: head.hash, ...chain.link(head.hash, record) };
        rows.push(row);
        head = { seq: row.seq, hash: row.hash };
      });
    }
    for (const [stream, version] of reached) versions.set(stream, version);
    answers.set(commandId, append.answer);
    commands.push({ id: commandId, first, last: head.seq, answer: append.answer });
    return { status: 'appended', from, to: rows.length };
  };

  const outcomes = batch.map(planOne);
  return { rows, commands, outcomes, head, versions };
}
