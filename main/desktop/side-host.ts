import { utilityProcess, type UtilityProcess } from 'electron';
import { join } from 'node:path';
import type { FromHub, ToHub } from './hub-messages.ts';
import { logLine } from './log.ts';

type AboutSide = Extract<FromHub, { side: number }>;

export type SideHost = {
  /** @returns false for a message that is not about a side process. */
  handle(message: FromHub): message is AboutSide;
  /** The hub is gone; what it started goes with it. */
  close(): void;
};

/** Starts the hub's side processes for it: the fuses allow Node children to nobody, utility processes only to the shell. */
export function createSideHost(folder: string, tell: (message: ToHub) => void): SideHost {
  const sides = new Map<number, UtilityProcess>();

  function start(side: number, name: string) {
    const child = utilityProcess.fork(join(folder, `${name}.js`), [], {
      serviceName: `hengling-${name}`,
      stdio: 'inherit',
    });
    sides.set(side, child);
    child.on('message', (message: unknown) => tell({ type: 'side_said', side, message }));
    child.once('exit', (code) => {
      sides.delete(side);
      logLine('side_ended', { name, code });
      tell({ type: 'side_ended', side, code });
    });
  }

  return {
    handle(message): message is AboutSide {
      switch (message.type) {
        case 'side_start':
          start(message.side, message.name);
          return true;
        case 'side_post':
          sides.get(message.side)?.postMessage(message.message);
          return true;
        case 'side_kill':
          sides.get(message.side)?.kill();
          return true;
        default:
          return false;
      }
    },
    close() {
      for (const child of sides.values()) child.kill();
      sides.clear();
    },
  };
}
