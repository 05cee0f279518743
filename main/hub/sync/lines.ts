import type { Caller } from '#contracts/roles.ts';
import type { DownMessage } from '#contracts/sync.ts';

/** An open socket of a signed-in page. */
export type Line = {
  readonly id: number;
  readonly caller: Caller;
  /** Nothing when the page does not drain what it was sent: it is cut then, and comes back by its cursor. */
  send: (message: DownMessage) => void;
  /** A binary position frame; dropped while more than a second's worth waits. */
  sendFrame: (frame: ArrayBuffer) => void;
  /** Says `bye` with the code and closes. */
  close: (code: string) => void;
};

/** Every open line of this hub. */
export type Lines = {
  all: () => Iterable<Line>;
  add: (line: Line) => void;
  remove: (line: Line) => void;
  onOpened: (listener: (line: Line) => void) => void;
  onClosed: (listener: (line: Line) => void) => void;
  /** Lines of a unit's phones or of an account's seats. */
  ofCaller: (callerId: string) => Line[];
  ofSession: (sessionId: string) => Line[];
};

export function createLines(): Lines {
  const open = new Set<Line>();
  const opened: ((line: Line) => void)[] = [];
  const closed: ((line: Line) => void)[] = [];
  return {
    all: () => open,
    add: (line) => {
      open.add(line);
      opened.forEach((tell) => tell(line));
    },
    remove: (line) => {
      if (open.delete(line)) closed.forEach((tell) => tell(line));
    },
    onOpened: (listener) => void opened.push(listener),
    onClosed: (listener) => void closed.push(listener),
    ofCaller: (callerId) => [...open].filter((line) => line.caller.id === callerId),
    ofSession: (sessionId) => [...open].filter((line) => line.caller.sessionId === sessionId),
  };
}
