import type { Clock, Relay, SideProcess, StartSide, UplinkReport } from '../ports.ts';
import { logLine } from '../log.ts';
import { systemClock } from '../system-ports.ts';
import { BadOffer, RelayUnavailable, UnknownUplink } from './errors.ts';
import type { FromRelay, RelayRequest } from './relay-messages.ts';

type Waiting = {
  resolve(answer: string): void;
  reject(error: Error): void;
  timer: ReturnType<typeof setTimeout>;
};

const ERRORS = { UnknownUplink, BadOffer, Error };
const ANSWER_LIMIT_MS = 10_000;
const RESTART = { firstMs: 250, mostMs: 15_000, calmMs: 60_000 };

/**
 * The relay behind its port. Its process starts at once and, if it ends, again: quickly the first time, ever slower while it
 * keeps ending.
 */
export function openRelay(startSide: StartSide, clock: Clock = systemClock): Relay {
  const waiting = new Map<number, Waiting>();
  const held = new Map<string, UplinkReport>();
  const listeners: ((reports: readonly UplinkReport[]) => void)[] = [];
  let side: SideProcess | null = null;
  let restart: ReturnType<typeof setTimeout> | null = null;
  let failures = 0;
  let lastId = 0;
  let closed = false;

  function tell(reports: readonly UplinkReport[]) {
    for (const report of reports) {
      if (report.state === 'closed') held.delete(report.uplinkId);
      else held.set(report.uplinkId, report);
    }
    listeners.forEach((listener) => listener(reports));
  }

  function onMessage(message: FromRelay) {
    if (message.kind === 'reports') return tell(message.reports);
    const waiter = waiting.get(message.id);
    if (!waiter) return;
    waiting.delete(message.id);
    clearTimeout(waiter.timer);
    if (message.kind === 'done') waiter.resolve(message.answer);
    else waiter.reject(new ERRORS[message.error](message.message));
  }

  function onEnd(code: number | null) {
    side = null;
    for (const { reject, timer } of waiting.values()) {
      clearTimeout(timer);
      reject(new RelayUnavailable('the relay ended'));
    }
    waiting.clear();
    const now = clock.now();
    tell(
      [...held.values()].map((report) => ({
        ...report,
        state: 'closed',
        since: now,
        kbps: 0,
        viewers: 0,
        hasVideo: false,
        hasAudio: false,
      })),
    );
    if (closed) return;
    const waitMs = Math.min(RESTART.firstMs * 2 ** failures, RESTART.mostMs);
    failures += 1;
    logLine('relay_ended', { code, waitMs });
    restart = setTimeout(start, waitMs);
  }

  function start() {
    restart = null;
    const startedAt = clock.now();
    try {
      const started = startSide('relay-process');
      side = started;
      started.onMessage((message) => onMessage(message as FromRelay));
      started.onExit((code) => {
        if (clock.now() - startedAt > RESTART.calmMs) failures = 0;
        onEnd(code);
      });
    } catch (error) {
      logLine('relay_not_started', { reason: String(error) });
      onEnd(null);
    }
  }

  const ask = (request: RelayRequest): Promise<string> =>
    new Promise((resolve, reject) => {
      if (!side) return reject(new RelayUnavailable('the relay is being started'));
      const id = ++lastId;
      const timer = setTimeout(() => {
        waiting.delete(id);
        reject(new RelayUnavailable('the relay does not answer'));
      }, ANSWER_LIMIT_MS);
      waiting.set(id, { resolve, reject, timer });
      side.post({ id, request });
    });
  const done = async (request: RelayRequest) => void (await ask(request));

  start();
  return {
    openUplink: (uplinkId, offer) => ask({ kind: 'open_uplink', uplinkId, offer }),
    openView: (viewId, uplinkId, offer) => ask({ kind: 'open_view', viewId, uplinkId, offer }),
    closeUplink: (uplinkId) => done({ kind: 'close_uplink', uplinkId }),
    closeView: (viewId) => done({ kind: 'close_view', viewId }),
    setTalk: (speaker, listeners) => done({ kind: 'set_talk', speaker, listeners }),
    onReports: (listener) => void listeners.push(listener),
    async [Symbol.asyncDispose]() {
      closed = true;
      if (restart !== null) clearTimeout(restart);
      const last = side;
      if (!last) return;
      const gone = new Promise<void>((resolve) => last.onExit(() => resolve()));
      last.kill();
      await gone;
    },
  };
}
