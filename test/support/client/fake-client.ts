import type { Endpoint } from '#contracts/endpoint.ts';
import type { Result } from '#contracts/errors.ts';
import type { DownMessage, UpMessage } from '#contracts/sync.ts';
import type { HubClient, HubLink } from '#renderer/client/hub-client.ts';
import { createConsoleStore } from '#renderer/console/state/create-console-store.ts';
import { keptInMemory } from '#renderer/console/state/kept.ts';
import { NOW_MS } from '../build.ts';

type Answer = Result<unknown> | ((input: never) => Result<unknown> | Promise<Result<unknown>>);

/** A line to a hub that answers as it was told, and keeps what it was asked. */
export function createFakeClient(answers: Record<string, Answer> = {}) {
  const asked: { name: string; input: Record<string, unknown> }[] = [];
  const tokens: (string | null)[] = [];
  const sent: UpMessage[] = [];
  const listeners = new Set<(message: DownMessage) => void>();
  let link: HubLink = {
    state: 'online',
    since: NOW_MS,
    latencyMs: 1,
    clockOffsetMs: 0,
    refusedWith: null,
    pending: 0,
  };
  const hub = {
    call: async (endpoint: Endpoint, input: Record<string, unknown>) => {
      asked.push({ name: endpoint.name, input });
      const answer = answers[endpoint.name] ?? { ok: true, value: { version: 1 } };
      return typeof answer === 'function' ? answer(input as never) : answer;
    },
    send: (message: UpMessage) => sent.push(message) > 0,
    onMessage: (listener: (message: DownMessage) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onFrame: () => () => undefined,
    onLink: () => () => undefined,
    link: () => link,
    hubNow: () => NOW_MS,
    position: () => null,
    setToken: (token: string | null) => void tokens.push(token),
    wake: () => undefined,
    close: () => undefined,
  } as unknown as HubClient;
  return {
    hub,
    asked,
    tokens,
    answers,
    hear: (message: DownMessage) => listeners.forEach((listener) => listener(message)),
    goOffline: () => (link = { ...link, state: 'offline' }),
  };
}

/** A console's store over such a line. */
export function aConsole(answers: Record<string, Answer> = {}) {
  const client = createFakeClient(answers);
  const window = keptInMemory();
  const store = createConsoleStore(client.hub, { seat: keptInMemory(), window, screenWidth: 1920 });
  return { ...client, store, window, state: () => store.getState() };
}

/** A replica with these states, each under its stream. */
export const replicaOf = (states: Record<string, unknown>) => {
  const kinds: Record<string, Map<string, { version: number; state: unknown }>> = {};
  for (const [stream, state] of Object.entries(states)) {
    const slash = stream.indexOf('/');
    (kinds[stream.slice(0, slash)] ??= new Map()).set(stream.slice(slash + 1), { version: 1, state });
  }
  return { kinds, asked: new Set<string>() };
};
