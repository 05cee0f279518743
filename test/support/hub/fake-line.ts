import type { Caller } from '#contracts/roles.ts';
import type { DownMessage } from '#contracts/sync.ts';
import type { Line } from '#hub/sync/lines.ts';

let last = 0;

/** A line that keeps what it was sent. */
export type FakeLine = Line & { sent: DownMessage[]; frames: ArrayBuffer[]; closedWith: string | null };

export function aLine(caller: Caller): FakeLine {
  const line: FakeLine = {
    id: ++last,
    caller,
    sent: [],
    frames: [],
    closedWith: null,
    send: (message) => void line.sent.push(structuredClone(message)),
    sendFrame: (frame) => void line.frames.push(frame),
    close: (code) => {
      line.closedWith = code;
    },
  };
  return line;
}
