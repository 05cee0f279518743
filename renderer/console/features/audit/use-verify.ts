import { useState } from 'react';
import type { z } from 'zod';
import type { Refusal } from '#contracts/errors.ts';
import { verifyRecord } from '#contracts/record.ts';
import { useApp } from '../../state/use-console.ts';

export type Verified = z.output<typeof verifyRecord.output> & { at: number; seconds: number };

/** Walks the hash chain on the hub; how far it is comes as `progress.verify`. */
export function useVerify() {
  const { hub, store } = useApp();
  const [busy, setBusy] = useState(false);
  const [verified, setVerified] = useState<Verified | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const verify = async () => {
    const from = hub.hubNow();
    store.setState((s) => ({ progress: { ...s.progress, verify: { done: 0, total: 0 } } }));
    setBusy(true);
    setRefusal(null);
    const reply = await hub.call(verifyRecord, {});
    setBusy(false);
    if (reply.ok) setVerified({ ...reply.value, at: hub.hubNow(), seconds: (hub.hubNow() - from) / 1000 });
    else setRefusal(reply.error);
  };
  return { busy, verified, refusal, verify };
}
