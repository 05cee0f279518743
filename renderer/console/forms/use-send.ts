import { useState } from 'react';
import type { z } from 'zod';
import type { Endpoint } from '#contracts/endpoint.ts';
import type { Refusal } from '#contracts/errors.ts';
import { useConsole } from '../state/use-console.ts';

/**
 * Sends a form's command and keeps its refusal for the place where it was typed.
 *
 * @returns `send` answers whether it was accepted; what was typed is the caller's to forget then.
 */
export function useSend() {
  const run = useConsole((s) => s.run);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const send = async <E extends Endpoint>(
    endpoint: E,
    input: Omit<z.input<E['input']>, 'commandId'>,
    what: string,
    about: string,
  ): Promise<boolean> => {
    setBusy(true);
    setRefusal(null);
    const reply = await run(endpoint, input, { what, about, tell: true });
    setBusy(false);
    if (!reply.ok) setRefusal(reply.error);
    return reply.ok;
  };
  return { send, busy, refusal };
}
