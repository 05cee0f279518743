import { WebSocket } from 'ws';
import type { Endpoint } from '#contracts/endpoint.ts';
import type { UpMessage } from '#contracts/sync.ts';
import type { z } from 'zod';

/**
 * A page's socket without the page: it looks at nothing but replies, so that what is measured is the hub and not us.
 * A refusal is a fault here.
 */
export type BenchLine = Disposable & {
  call: <E extends Endpoint>(endpoint: E, input: z.input<E['input']>) => Promise<z.output<E['output']>>;
  send: (message: UpMessage) => void;
};

type Hearing = { onFrame?: (frame: ArrayBuffer) => void };
type Reply = { id: number; ok: true; value: unknown } | { id: number; ok: false; error: { code: string } };

const HEARTBEAT_MS = 5_000;
const REPLY = '{"t":"reply"';
const WELCOME = '{"t":"welcome"';

/** Resolves when the hub has welcomed it. */
export function openLine(url: string, token: string, { onFrame }: Hearing = {}): Promise<BenchLine> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/ws`, { perMessageDeflate: false });
  socket.binaryType = 'arraybuffer';
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  let lastId = 0;
  const send = (message: UpMessage) => socket.send(JSON.stringify(message));

  const hearReply = (text: string) => {
    const reply = JSON.parse(text) as Reply;
    const asked = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (reply.ok) asked?.resolve(reply.value as never);
    else asked?.reject(new Error(`refused: ${reply.error.code}`));
  };

  return new Promise((resolve, reject) => {
    const beat = setInterval(() => send({ t: 'ping', sentAt: Date.now() }), HEARTBEAT_MS);
    socket.on('open', () => send({ t: 'hello', token, cursor: null, epoch: null }));
    socket.on('message', (data, isBinary) => {
      if (isBinary) return onFrame?.(data as ArrayBuffer);
      const text = Buffer.from(data as ArrayBuffer).toString();
      if (text.startsWith(REPLY)) hearReply(text);
      else if (text.startsWith(WELCOME)) resolve(line);
    });
    socket.on('error', reject);
    socket.on('close', (code, reason) => {
      clearInterval(beat);
      const error = new Error(`the hub closed the line: ${code} ${String(reason)}`);
      reject(error);
      for (const asked of waiting.values()) asked.reject(error);
    });
    const line: BenchLine = {
      call: ({ name }, input) =>
        new Promise((done, fail) => {
          const id = ++lastId;
          waiting.set(id, { resolve: done, reject: fail });
          send({ t: 'call', id, name, input });
        }),
      send,
      [Symbol.dispose]: () => socket.close(),
    };
  });
}
