import { useEffect, useState } from 'react';
import type { Refusal } from '#contracts/errors.ts';
import { buildReport, type RecordLine, readTimeline, type Report } from '#contracts/record.ts';
import { useApp } from '../../state/use-console.ts';

export type Built = { report: Report; lines: readonly RecordLine[] | null; linesRefusal: Refusal | null };

/**
 * The report of an operation, built by the hub when it is chosen and when told to, with the records it rests on. Both
 * readings are themselves recorded, so nothing is read again by itself.
 */
export function useReport(operationId: string | null) {
  const { hub } = useApp();
  const [nr, setNr] = useState(0);
  const [answer, setAnswer] = useState<{ asked: string; built: Built | null; refusal: Refusal | null }>({
    asked: '',
    built: null,
    refusal: null,
  });
  const wish = operationId === null ? '' : `${operationId}/${nr}`;
  useEffect(() => {
    if (operationId === null) return;
    let wanted = true;
    const read = async () => {
      const report = await hub.call(buildReport, { operationId });
      if (!report.ok) return { built: null, refusal: report.error };
      const timeline = await hub.call(readTimeline, { operationId });
      // What was recorded after the report was built is no evidence for it.
      const lines = timeline.ok
        ? timeline.value.lines.filter((line) => line.seq <= report.value.basedOn.seq)
        : null;
      return {
        built: { report: report.value, lines, linesRefusal: timeline.ok ? null : timeline.error },
        refusal: null,
      };
    };
    void read().then((read) => wanted && setAnswer({ asked: wish, ...read }));
    return () => void (wanted = false);
  }, [hub, operationId, wish]);
  const isOf = operationId !== null && answer.asked.startsWith(operationId);
  return {
    built: isOf ? answer.built : null,
    refusal: isOf && answer.asked === wish ? answer.refusal : null,
    busy: operationId !== null && answer.asked !== wish,
    build: () => setNr(nr + 1),
  };
}
