import type { SideProcess, StartSide } from '#hub/ports.ts';
import type { FromHub, ToHub } from './hub-messages.ts';

type Side = { said: ((message: unknown) => void)[]; ended: ((code: number | null) => void)[] };

/** The hub's end of side processes inside Electron: the shell starts them and carries what is said both ways. */
export function createShellSides(tell: (message: FromHub) => void): {
  startSide: StartSide;
  handle: (message: ToHub) => void;
} {
  const sides = new Map<number, Side>();
  let lastSide = 0;
  return {
    startSide(name): SideProcess {
      const side = ++lastSide;
      const listeners: Side = { said: [], ended: [] };
      sides.set(side, listeners);
      tell({ type: 'side_start', side, name });
      return {
        post: (message) => tell({ type: 'side_post', side, message }),
        onMessage: (listener) => void listeners.said.push(listener),
        onExit: (listener) => void listeners.ended.push(listener),
        kill: () => tell({ type: 'side_kill', side }),
      };
    },
    handle(message) {
      if (message.type === 'side_said')
        sides.get(message.side)?.said.forEach((hear) => hear(message.message));
      if (message.type !== 'side_ended') return;
      const ended = sides.get(message.side)?.ended ?? [];
      sides.delete(message.side);
      ended.forEach((hear) => hear(message.code));
    },
  };
}
