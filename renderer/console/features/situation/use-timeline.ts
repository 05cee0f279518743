import { useEffect, useRef, useState } from 'react';
import type { Refusal } from '#contracts/errors.ts';
import { type RecordLine, readTimeline } from '#contracts/record.ts';
import { useApp, useConsole } from '../../state/use-console.ts';

export type Timeline = { lines: readonly RecordLine[] | null; refusal: Refusal | null };

const AT_MOST_EVERY_MS = 2_000;
const NOTHING: Timeline = { lines: null, refusal: null };

/** Everything recorded of an operation, read anew when the hub has told of something, at most every other second. */
export function useTimeline(operationId: string | null): Timeline {
  const { hub } = useApp();
  const kinds = useConsole((s) => s.replica.kinds);
  const online = useConsole((s) => s.link.state === 'online');
  const [timeline, setTimeline] = useState<{ of: string; value: Timeline } | null>(null);
  const readAt = useRef(0);

  useEffect(() => {
    if (operationId === null || !online) return;
    let gone = false;
    const read = async () => {
      readAt.current = Date.now();
      const reply = await hub.call(readTimeline, { operationId });
      if (gone) return;
      setTimeline((before) => {
        const known = before?.of === operationId ? before.value.lines : null;
        return { of: operationId, value: reply.ok ? { lines: reply.value.lines, refusal: null } : { lines: known, refusal: reply.error } };
      });
    };
    const timer = setTimeout(() => void read(), Math.max(0, readAt.current + AT_MOST_EVERY_MS - Date.now()));
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [hub, operationId, online, kinds]);
  return timeline && timeline.of === operationId ? timeline.value : NOTHING;
}
