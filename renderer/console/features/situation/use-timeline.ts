import { useEffect, useState } from 'react';
import type { Refusal } from '#contracts/errors.ts';
import { type RecordLine, readTimeline } from '#contracts/record.ts';
import type { SeenEvent } from '#contracts/sync.ts';
import { type Replica, splitStream, stateOf } from '#renderer/client/replica.ts';
import { useApp, useConsole } from '../../state/use-console.ts';

export type TimelineLine = Pick<RecordLine, 'seq' | 'at' | 'stream' | 'type' | 'actorName' | 'body'>;
export type Timeline = { lines: readonly TimelineLine[] | null; refusal: Refusal | null };

const NOTHING: Timeline = { lines: null, refusal: null };

/** Whether an event tells of the operation: it is the operation's own, or of an order, alarm, message or viewing in it. */
export function tellsOf(operationId: string, { stream, event }: SeenEvent, replica: Replica): boolean {
  const [kind, id] = splitStream(stream);
  if (kind === 'operation') return id === operationId;
  if (event['operationId'] === operationId) return true;
  return (
    (kind === 'order' || kind === 'incident' || kind === 'message') &&
    stateOf(replica, kind, id)?.operationId === operationId
  );
}

/** A line of what was just heard; the name of its actor stands in the event where it is told at all. */
export const lineOf = ({ seq, at, stream, event: { type, ...body } }: SeenEvent): TimelineLine => ({
  seq,
  at,
  stream,
  type,
  actorName: '',
  body,
});

/** Adds what was heard, each record once, in the order of the log. */
export function withLines(
  known: readonly TimelineLine[],
  heard: readonly TimelineLine[],
): readonly TimelineLine[] {
  const seen = new Set(known.map((line) => line.seq));
  const fresh = heard.filter((line) => !seen.has(line.seq));
  return fresh.length === 0 ? known : [...known, ...fresh].sort((a, b) => a.seq - b.seq);
}

/** Everything recorded of an operation: read once, then kept up with what the hub tells; read anew after a cut that lost something. */
export function useTimeline(operationId: string | null): Timeline {
  const { hub, store } = useApp();
  const online = useConsole((s) => s.link.state === 'online');
  const [timeline, setTimeline] = useState<{ of: string; value: Timeline } | null>(null);

  useEffect(() => {
    if (operationId === null || !online) return;
    let gone = false;
    const change = (next: (before: Timeline) => Timeline) =>
      setTimeline((before) => ({
        of: operationId,
        value: next(before?.of === operationId ? before.value : NOTHING),
      }));
    const read = async () => {
      const reply = await hub.call(readTimeline, { operationId });
      if (gone) return;
      change(({ lines }) =>
        reply.ok
          ? { lines: withLines(reply.value.lines, lines ?? []), refusal: null }
          : { lines, refusal: reply.error },
      );
    };
    const stop = hub.onMessage((message) => {
      if (message.t === 'snapshot') void read();
      if (message.t !== 'events') return;
      const { replica } = store.getState();
      const heard = message.events.filter((event) => tellsOf(operationId, event, replica)).map(lineOf);
      if (heard.length > 0)
        change(({ lines, refusal }) => ({ lines: withLines(lines ?? [], heard), refusal }));
    });
    void read();
    return () => {
      gone = true;
      stop();
    };
  }, [hub, store, operationId, online]);
  return timeline && timeline.of === operationId ? timeline.value : NOTHING;
}
