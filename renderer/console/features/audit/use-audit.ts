import { useEffect, useState } from 'react';
import type { Refusal } from '#contracts/errors.ts';
import { type RecordLine, readAudit } from '#contracts/record.ts';
import { useApp } from '../../state/use-console.ts';
import { olderThan } from './audit-view.ts';

const PAGE = 100;

type Head = { seq: number; hash: string };
export type AuditPage = {
  lines: readonly RecordLine[];
  more: boolean;
  /** Records in the log when the page was read. */
  head: number;
};

/**
 * One page of the audit log, newest first. `older` and `newest` turn pages; what is read stays while the next is read.
 * Reading is itself a record, so nothing is read again by itself.
 */
export function useAudit(text: string) {
  const { hub } = useApp();
  const [before, setBefore] = useState(0);
  const [nr, setNr] = useState(0);
  const [page, setPage] = useState<AuditPage | null>(null);
  const [head, setHead] = useState<Head | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [asked, setAsked] = useState({ text, before, nr: -1 });
  const busy = asked.text !== text || asked.before !== before || asked.nr !== nr;

  useEffect(() => {
    let wanted = true;
    void hub.call(readAudit, { before, limit: PAGE, text }).then((reply) => {
      if (!wanted) return;
      setAsked({ text, before, nr });
      setRefusal(reply.ok ? null : reply.error);
      if (!reply.ok) return;
      setPage(reply.value);
      const newest = reply.value.lines[0];
      if (newest && newest.seq === reply.value.head) setHead({ seq: newest.seq, hash: newest.hash });
    });
    return () => void (wanted = false);
  }, [hub, text, before, nr]);

  const next = page ? olderThan(page.lines, page.more) : null;
  return {
    page,
    head,
    refusal,
    busy,
    isNewest: before === 0,
    older: next === null ? null : () => setBefore(next),
    newest: () => {
      setBefore(0);
      setNr(nr + 1);
    },
    /** Begins the page at this record. */
    goTo: (seq: number) => setBefore(seq + 1),
  };
}
