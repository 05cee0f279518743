import { useEffect, useState } from 'react';
import type { Refusal } from '#contracts/errors.ts';
import type { Finding } from '#contracts/finding.ts';
import { readGate } from '#contracts/operation.ts';
import type { Operation } from '#domain/operation/state.ts';
import { useApp } from '../../state/use-console.ts';

export type Gate = {
  findings: readonly Finding[] | null;
  ruleSetVersion: string;
  /** Why there is nothing newer; older findings stay. */
  refusal: Refusal | null;
  checkedAt: number | null;
  recheck: () => void;
};

/** Asks the hub for the departure gate now, whenever the plan changes, and when told to. */
export function useGate(operation: Operation): Gate {
  const { hub } = useApp();
  const [nr, setNr] = useState(0);
  const [answer, setAnswer] = useState<Omit<Gate, 'recheck'>>({
    findings: null,
    ruleSetVersion: operation.ruleSetVersion,
    refusal: null,
    checkedAt: null,
  });
  useEffect(() => {
    let wanted = true;
    void hub.call(readGate, { operationId: operation.operationId }).then((reply) => {
      if (!wanted) return;
      setAnswer((old) =>
        reply.ok
          ? { ...reply.value, refusal: null, checkedAt: hub.hubNow() }
          : { ...old, refusal: reply.error },
      );
    });
    return () => void (wanted = false);
  }, [hub, operation, nr]);
  return { ...answer, recheck: () => setNr(nr + 1) };
}
