import { utilityProcess, type UtilityProcess } from 'electron';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { HubAddress } from '#contracts/bridge.ts';
import type { FromHub, HubStart, ToHub } from './hub-messages.ts';
import { background, logLine } from './log.ts';
import { createRestartPace } from './restart-pace.ts';
import { createSideHost } from './side-host.ts';

export type HubHost = {
  /** Null while the hub is down. */
  address(): HubAddress | null;
  /** Resolves at the first `ready`; keeps waiting through failed starts. */
  ready: Promise<HubAddress>;
  /** Lets the hub close its store and its sockets, then resolves. Killed when it takes longer than 10 s. */
  stop(): Promise<void>;
};

export type HubHostEvents = {
  onAddress(address: HubAddress | null): void;
  /** A start failed, or the hub died; `recent` counts such ends within the last minute. */
  onFailure(reason: string, recent: number): void;
};

const STOP_LIMIT_MS = 10_000;

/** Keeps the hub running in a process of its own: if it crashes, the windows stay and it is started again. */
export function openHubHost(entry: string, start: HubStart, events: HubHostEvents): HubHost {
  const pace = createRestartPace();
  const first = Promise.withResolvers<HubAddress>();
  let current: UtilityProcess | null = null;
  let address: HubAddress | null = null;
  let stopping = false;
  let port = start.consolePort;
  let { drill } = start;

  const launch = () => {
    const child = utilityProcess.fork(entry, [], { serviceName: 'hengling-hub', stdio: 'inherit' });
    let reason = 'no word from it';
    current = child;
    const sides = createSideHost(dirname(entry), (message) => current === child && send(child, message));
    child.on('message', (message: FromHub) => {
      if (sides.handle(message)) return;
      if (message.type === 'failed') {
        reason = message.reason;
        port = start.consolePort; // the old port may be what it failed at
        return;
      }
      if (message.type === 'drill') {
        drill = true;
        return;
      }
      if (message.type !== 'ready') return;
      address = { url: message.consoleUrl, launchToken: message.launchToken };
      port = Number(new URL(message.consoleUrl).port); // pages that are open find it there after a restart
      logLine('hub_ready', { port });
      first.resolve(address);
      events.onAddress(address);
    });
    child.once('exit', (code) => {
      current = null;
      sides.close();
      if (address !== null) events.onAddress((address = null));
      if (stopping) return;
      const waitMs = pace.afterCrash(Date.now());
      logLine('hub_ended', { code, reason, waitMs });
      events.onFailure(reason, pace.recent(Date.now()));
      background('hub_restart', restartAfter(waitMs));
    });
    send(child, { type: 'start', start: { ...start, consolePort: port, drill } });
  };

  const restartAfter = async (waitMs: number) => {
    await delay(waitMs);
    if (!stopping) launch();
  };

  launch();
  return {
    address: () => address,
    ready: first.promise,
    async stop() {
      stopping = true;
      if (current !== null) await stopChild(current);
    },
  };
}

async function stopChild(child: UtilityProcess): Promise<void> {
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  send(child, { type: 'stop' });
  const patience = new AbortController();
  const late = delay(STOP_LIMIT_MS, 'late', { signal: patience.signal }).catch(() => 'in time');
  if ((await Promise.race([gone, late])) === 'late') {
    logLine('hub_killed', { afterMs: STOP_LIMIT_MS });
    child.kill();
    await gone;
  }
  patience.abort();
}

function send(child: UtilityProcess, message: ToHub): void {
  child.postMessage(message);
}
