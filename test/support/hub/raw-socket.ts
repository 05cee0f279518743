import { WebSocket } from 'ws';
import type { DownMessage } from '#contracts/sync.ts';

/** A page's socket without a page: says anything, keeps what it hears. */
export type RawSocket = {
  heard: DownMessage[];
  /** As it came. */
  text: () => string;
  say: (message: unknown) => void;
  /** Not JSON, or not even text. */
  sayRaw: (data: string | Buffer) => void;
  /** The status and the reason of the end. */
  closed: Promise<{ status: number; reason: string }>;
  next: (t: DownMessage['t']) => Promise<DownMessage>;
  close: () => void;
};

export async function openRawSocket(
  url: string,
  { token, ca, headers = {} }: { token?: string; ca?: string; headers?: Record<string, string> } = {},
): Promise<RawSocket> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/ws`, {
    headers,
    ...(ca === undefined ? {} : { ca }),
  });
  const heard: DownMessage[] = [];
  const waiting = new Set<() => void>();
  let text = '';
  socket.on('message', (data, isBinary) => {
    if (isBinary) return;
    text += String(data as Buffer);
    heard.push(JSON.parse(String(data as Buffer)) as DownMessage);
    waiting.forEach((look) => look());
  });
  const closed = new Promise<{ status: number; reason: string }>((resolve) => {
    socket.on('close', (status, reason) => {
      resolve({ status, reason: String(reason) });
      waiting.forEach((look) => look());
    });
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.on('error', reject);
  });
  const say = (message: unknown) => socket.send(JSON.stringify(message));
  const raw: RawSocket = {
    heard,
    text: () => text,
    say,
    sayRaw: (data) => socket.send(data),
    closed,
    next: (t) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = heard.find((message) => message.t === t);
          if (!found && socket.readyState === WebSocket.OPEN) return;
          waiting.delete(look);
          if (found) resolve(found);
          else reject(new Error(`closed before ${t}; heard ${heard.map((message) => message.t).join(' ')}`));
        };
        waiting.add(look);
        look();
      }),
    close: () => socket.terminate(),
  };
  if (token !== undefined) {
    say({ t: 'hello', token, cursor: null, epoch: null });
    await raw.next('snapshot');
  }
  return raw;
}
