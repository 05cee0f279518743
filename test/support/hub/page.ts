import type { DownMessage } from '#contracts/sync.ts';
import type { StreamKind, StreamStates } from '#domain/streams.ts';
import { createHubClient, type HubClient, type ReplicaPosition } from '#renderer/client/hub-client.ts';
import { applyDown, emptyReplica, type Replica, stateOf, statesOf } from '#renderer/client/replica.ts';

/** A page without a screen: the real link, client and replica over Node's WebSocket. */
export type TestPage = {
  client: HubClient;
  replica: () => Replica;
  get: <K extends StreamKind>(kind: K, id: string) => StreamStates[K] | undefined;
  all: <K extends StreamKind>(kind: K) => readonly StreamStates[K][];
  /** Every message since it was opened. */
  heard: DownMessage[];
  /** Resolves as soon as the condition holds; it is looked at after every message. */
  until: (what: string, condition: (page: TestPage) => boolean) => Promise<void>;
  /** Resolves when everything that the hub sent before this call has been taken in: a question comes back after it. */
  settled: () => Promise<void>;
  close: () => void;
};

/** Streams by this name are asked for by `settled` and are never there. */
export const NOTHING = 'court/NOTHING-';
let asked = 0;

const PATIENCE_MS = 30_000;

/** Opens the page and waits for its first state. */
export async function openPage(
  url: string,
  token: string,
  resume: { position: ReplicaPosition; replica: Replica } | null = null,
): Promise<TestPage> {
  const client = createHubClient({ url, token, resume: resume?.position ?? null });
  let replica = resume?.replica ?? emptyReplica;
  const heard: DownMessage[] = [];
  const waiting = new Set<() => void>();
  const page: TestPage = {
    client,
    replica: () => replica,
    get: (kind, id) => stateOf(replica, kind, id),
    all: (kind) => statesOf(replica, kind),
    heard,
    until: (what, condition) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`not within ${PATIENCE_MS} ms: ${what}`));
        }, PATIENCE_MS);
        const look = () => {
          if (!condition(page)) return;
          waiting.delete(look);
          clearTimeout(late);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    settled: () => {
      const stream = `${NOTHING}${++asked}`;
      client.send({ t: 'need', stream });
      return page.until('an answer', () =>
        heard.some((message) => message.t === 'gone' && message.stream === stream),
      );
    },
    close: () => client.close(),
  };
  client.onMessage((message) => {
    heard.push(message);
    const applied = applyDown(replica, message);
    replica = applied.replica;
    for (const stream of applied.needs) client.send({ t: 'need', stream });
    waiting.forEach((look) => look());
  });
  client.onLink(() => waiting.forEach((look) => look()));
  await page.until(
    'first state',
    () => heard.some(({ t }) => t === 'snapshot' || t === 'events') || client.link().refusedWith !== null,
  );
  return page;
}
