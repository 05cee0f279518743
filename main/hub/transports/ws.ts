import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, WebSocket, WebSocketServer } from 'ws';
import { refuse } from '#contracts/errors.ts';
import { type DownMessage, UpMessage } from '#contracts/sync.ts';
import { background, logLine } from '../log.ts';
import type { OpenCourt } from '../open-court.ts';
import type { Line } from '../sync/lines.ts';
import { createTokenBuckets } from './token-bucket.ts';

/** Larger than any message of ours (an SDP is at most 100 kB). */
export const MAX_MESSAGE_BYTES = 256 * 1024;
const HELLO_WITHIN_MS = 5_000;
/** Pages beat every 5 s; a phone in a tunnel is cut and comes back by its cursor. */
const SILENT_MS = 20_000;
/** Waiting for a page that does not read. Beyond it the line is cut: its replica comes back by cursor. */
const MAX_WAITING_BYTES = 8 * 1024 * 1024;
/** Above this, positions are skipped: the next ones are newer. */
const FRAME_WAITING_BYTES = 256 * 1024;
/** A phone that comes back from an hour without link sends its whole outbox. */
const MESSAGES = { burst: 600, perSecond: 100 };
/** Calls a line may have under way. */
const MAX_CALLS = 600;

export type Gate = {
  upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer, secure: boolean) => void;
  close: () => void;
};

type Heard = { court: OpenCourt; line: Line };

/** WebSocket `/ws`: hello, then calls, positions and heartbeats of one page. */
export function createSocketGate(court: () => OpenCourt): Gate {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
  });
  let lastId = 0;

  function serve(socket: WebSocket, wire: Duplex, address: string, host: string) {
    const id = ++lastId;
    const buckets = createTokenBuckets(MESSAGES, Date.now);
    let heard: Heard | null = null;
    let lastHeard = Date.now();
    let calls = 0;
    let greeting = false;

    let gathering = false;
    /** What is said in one turn of the loop, a reply and the events it made, leaves in one write. */
    const gather = () => {
      if (gathering) return;
      gathering = true;
      wire.cork();
      setImmediate(letGo);
    };
    const letGo = () => {
      if (gathering) wire.uncork();
      gathering = false;
    };

    const end = (code: string, status = 1008) => {
      if (socket.readyState !== WebSocket.OPEN) return;
      letGo(); // it may be cut right after this
      socket.send(JSON.stringify({ t: 'bye', code } satisfies DownMessage));
      socket.close(status, code);
      setTimeout(() => socket.terminate(), 2_000).unref();
    };
    const send = (message: DownMessage) => {
      if (socket.readyState !== WebSocket.OPEN) return;
      if (socket.bufferedAmount > MAX_WAITING_BYTES) {
        logLine('line_cut', { line: id, reason: 'does not read' });
        return socket.terminate();
      }
      gather();
      socket.send(JSON.stringify(message));
    };
    const watch = setInterval(() => {
      if (Date.now() - lastHeard > (heard ? SILENT_MS : HELLO_WITHIN_MS)) {
        end(heard ? 'silent' : 'no_hello');
        socket.terminate();
      } else if (heard && !hasEnded(heard)) heard.court.feed.catchUp(heard.line);
    }, HELLO_WITHIN_MS / 2);

    /** A session that ends by the clock is told so here: nobody else looks at it. */
    function hasEnded({ court: { context }, line }: Heard): boolean {
      const session = context.sessions.current(line.caller);
      if (!session.ok) end(session.code);
      return !session.ok;
    }

    async function greet({ token, cursor, epoch }: Extract<UpMessage, { t: 'hello' }>) {
      greeting = true;
      const here = court();
      const { context, feed } = here;
      const session = context.sessions.find(token);
      if (!session.ok) return end(session.code);
      const line: Line = {
        id,
        get caller() {
          const now = context.sessions.current(session.caller);
          return now.ok ? now.caller : session.caller;
        },
        send,
        sendFrame: (frame) => {
          if (socket.readyState === WebSocket.OPEN && socket.bufferedAmount < FRAME_WAITING_BYTES)
            socket.send(frame);
        },
        close: end,
      };
      await feed.open(line, { cursor, epoch, hubTime: context.clock.now() });
      // Cut, signed out or revoked while its first state was being read.
      if (socket.readyState !== WebSocket.OPEN || hasEnded({ court: here, line })) return feed.forget(line);
      heard = { court: here, line };
      context.lines.add(line);
    }

    async function call({ court: { dispatch }, line }: Heard, message: Extract<UpMessage, { t: 'call' }>) {
      calls += 1;
      const asker = { caller: line.caller, line, address, launched: false, host };
      const result = calls > MAX_CALLS ? refuse('busy') : await dispatch(message.name, message.input, asker);
      calls -= 1;
      send({ t: 'reply', id: message.id, ...result } as DownMessage);
    }

    function take(here: Heard, message: UpMessage) {
      if (hasEnded(here)) return;
      const { context, feed, presence } = here.court;
      const { unitId } = here.line.caller;
      if (unitId !== null) presence.heard(unitId);
      switch (message.t) {
        case 'hello':
          return end('invalid_input'); // one a socket
        case 'call':
          return background('call', call(here, message));
        case 'need':
          return feed.need(here.line, message.stream);
        case 'interest':
          return context.positions.setInterest(here.line, message.box, message.pinned);
        case 'fix':
          if (unitId !== null)
            context.positions.report(unitId, message.fix, presence.of(unitId).clockOffsetMs);
          return;
        case 'device':
          if (unitId !== null) presence.report(unitId, message.device);
          return;
        case 'ping':
          if (unitId !== null) presence.learnClock(unitId, message.sentAt);
          return send({ t: 'pong', sentAt: message.sentAt, hubTime: context.clock.now() });
      }
    }

    socket.on('message', (data: RawData, isBinary: boolean) => {
      if (socket.readyState !== WebSocket.OPEN) return;
      lastHeard = Date.now();
      if (!buckets.take('line')) return end('too_many_requests');
      const message = isBinary ? null : parseUp(data);
      if (!message) return end('invalid_input');
      if (heard) return take(heard, message);
      // What a page says between its hello and our welcome is out of turn.
      if (message.t !== 'hello' || greeting) return end('invalid_input');
      background(
        'hello',
        greet(message).catch((error: unknown) => {
          end('internal', 1011);
          throw error;
        }),
      );
    });
    socket.on('error', () => undefined); // `close` follows, with its reason
    socket.on('close', () => {
      clearInterval(watch);
      if (heard) heard.court.context.lines.remove(heard.line);
      heard = null;
    });
  }

  return {
    upgrade: (request, socket, head) => {
      const address = request.socket.remoteAddress ?? '';
      server.handleUpgrade(request, socket, head, (opened) =>
        serve(opened, socket, address, request.headers.host ?? ''),
      );
    },
    close: () => {
      for (const client of server.clients) client.terminate();
      server.close();
    },
  };
}

function parseUp(data: RawData): UpMessage | null {
  try {
    const parsed = UpMessage.safeParse(JSON.parse(String(data)));
    return parsed.success ? parsed.data : null;
  } catch {
    return null; // not JSON: refused like anything else that does not fit
  }
}
