import type { SeenEvent } from '#contracts/sync.ts';
import { maySeeStream, sightOf, type Lookup } from '#domain/policy/visibility.ts';
import { parseStream } from '#domain/streams.ts';
import type { EventStore, StoredEvent } from '../ports.ts';
import type { Spine } from '../spine.ts';
import type { World } from '../world.ts';
import type { Line, Lines } from './lines.ts';

/** Replays at most that many records to a page that comes back; behind that a snapshot is shorter. */
const MOST_REPLAYED = 5_000;
const PAGE = 1_000;

type Ports = { spine: Spine; store: EventStore; lines: Lines; lookup: Lookup; epoch: string };

/** What keeps each page's replica the same as the part of the world that its caller may see. */
export type Feed = {
  epoch: string;
  /** Greets a new line: resumes after `cursor`, or sends everything. From then on it gets every event, once. */
  open: (
    line: Line,
    hello: { cursor: number | null; epoch: string | null; hubTime: number },
  ) => Promise<void>;
  /** A line that closed before it was taken up. */
  forget: (line: Line) => void;
  /** The page found a gap in a stream: sends it whole, or says that it is gone. */
  need: (line: Line, stream: string) => void;
  /** What the line knows up to; sent along with a heartbeat so that a page with nothing to see moves on too. */
  catchUp: (line: Line) => void;
};

/** What a line has been sent: the streams it holds, and the record up to which it is told. */
type Held = { streams: Set<string>; ever: Set<string>; cursor: number; told: number; batch: SeenEvent[] };

/** Sessions of which is remembered what they were ever sent. */
const MOST_REMEMBERED = 2_000;

const seen = ({ seq, stream, version, at, actor, body }: StoredEvent): SeenEvent => ({
  seq,
  stream,
  version,
  at,
  actor,
  event: body,
});

/** Streams whose visibility hangs on this one: what belongs to an operation, when the operation changes. */
function dependents(world: World, stream: string): string[] {
  const parsed = parseStream(stream);
  if (parsed?.kind !== 'operation') return [];
  const { id } = parsed;
  const of = <T extends { operationId: string | null }>(kind: string, all: T[], key: (one: T) => string) =>
    all.filter((one) => one.operationId === id).map((one) => `${kind}/${key(one)}`);
  return [
    ...world
      .all('unit')
      .flatMap((unit) => (unit.assignment?.operationId === id ? [`unit/${unit.unitId}`] : [])),
    ...of('order', world.all('order'), (order) => order.orderId),
    ...of('incident', world.all('incident'), (incident) => incident.incidentId),
    ...of('message', world.all('message'), (message) => message.messageId),
  ];
}

export function createFeed({ spine, store, lines, lookup, epoch }: Ports): Feed {
  const { world } = spine;
  const held = new Map<Line, Held>();
  /** By session: the names of streams that it was sent. A page that comes back is told `gone` of no other. */
  const sent = new Map<string, Set<string>>();
  let flushing = false;

  const sightOn = (stream: string) => sightOf(stream, world.slot(stream)?.state, lookup);

  const hold = (mine: Held, stream: string) => {
    mine.streams.add(stream);
    mine.ever.add(stream);
  };
  const remembered = ({ caller: { sessionId } }: Line, resumes: boolean): Set<string> => {
    const ever = (resumes ? sent.get(sessionId) : undefined) ?? new Set();
    sent.delete(sessionId);
    sent.set(sessionId, ever); // last: the next to be forgotten is the one that was here longest ago
    for (const other of sent.keys()) if (sent.size > MOST_REMEMBERED) sent.delete(other);
    return ever;
  };

  const flush = (line: Line, mine: Held) => {
    if (mine.batch.length === 0) return;
    const events = mine.batch;
    mine.batch = [];
    mine.told = mine.cursor;
    line.send({ t: 'events', to: mine.cursor, events });
  };
  const sendWhole = (line: Line, mine: Held, stream: string) => {
    const slot = world.slot(stream);
    if (!slot) return;
    flush(line, mine);
    hold(mine, stream);
    line.send({ t: 'stream', stream, version: slot.version, state: slot.state });
  };
  const takeAway = (line: Line, mine: Held, stream: string) => {
    flush(line, mine);
    mine.streams.delete(stream);
    line.send({ t: 'gone', stream });
  };
  /** Brings one stream of one line to what it may see now. */
  const settle = (line: Line, mine: Held, stream: string, visible: boolean) => {
    if (visible && !mine.streams.has(stream)) sendWhole(line, mine, stream);
    else if (!visible && mine.streams.has(stream)) takeAway(line, mine, stream);
  };

  /** What is decided in one turn of the loop leaves in one message. */
  const flushSoon = () => {
    if (flushing) return;
    flushing = true;
    setImmediate(() => {
      flushing = false;
      for (const [line, mine] of held) flush(line, mine);
    });
  };

  spine.onPublished(({ event }) => {
    const { stream } = event;
    const mayBeSeen = sightOn(stream);
    const related = dependents(world, stream).map((other) => ({ other, mayOther: sightOn(other) }));
    const shown = seen(event);
    const isNew = event.version === 1; // then no line holds it yet
    for (const [line, mine] of held) {
      const { caller } = line;
      mine.cursor = event.seq;
      const holds = !isNew && mine.streams.has(stream);
      if (mayBeSeen(caller)) {
        // A first event makes the stream in the page as well; a stream that became visible later comes whole.
        if (holds || isNew) {
          hold(mine, stream);
          mine.batch.push(shown);
        } else sendWhole(line, mine, stream);
      } else if (holds) takeAway(line, mine, stream);
      for (const { other, mayOther } of related) settle(line, mine, other, mayOther(caller));
    }
    flushSoon();
  });
  const forget = (line: Line) => void held.delete(line);
  lines.onClosed(forget);

  const sendSnapshot = (line: Line, mine: Held) => {
    const streams: { stream: string; version: number; state: unknown }[] = [];
    for (const [stream, { version, state }] of world.streams()) {
      if (!maySeeStream(line.caller, stream, state, lookup)) continue;
      hold(mine, stream);
      streams.push({ stream, version, state });
    }
    mine.cursor = mine.told = spine.head();
    line.send({ t: 'snapshot', head: mine.cursor, streams });
  };

  const readBetween = async (after: number, upTo: number): Promise<StoredEvent[]> => {
    const events: StoredEvent[] = [];
    for (let at = after; at < upTo; at = events.at(-1)!.seq) {
      const page = await store.read(at, Math.min(PAGE, upTo - at));
      if (page.length === 0) break;
      events.push(...page);
    }
    return events;
  };

  /** Everything since the cursor that this caller may see now, then what came into or went out of its sight meanwhile. */
  const resume = (line: Line, mine: Held, missed: StoredEvent[], head: number) => {
    // After a restart nobody knows what the page had: it is told of too much rather than of too little.
    const mayHold = (stream: string) => mine.ever.size === 0 || mine.ever.has(stream);
    const touched = new Set(missed.flatMap(({ stream }) => [stream, ...dependents(world, stream)]));
    const gone = [...touched].filter(mayHold);
    for (const [stream, { state }] of world.streams())
      if (maySeeStream(line.caller, stream, state, lookup)) hold(mine, stream);
    const visible = missed.filter((event) => mine.streams.has(event.stream));
    mine.cursor = mine.told = head;
    line.send({ t: 'events', to: head, events: visible.map(seen) });
    const told = new Set(visible.map((event) => event.stream));
    for (const stream of gone) if (!mine.streams.has(stream)) line.send({ t: 'gone', stream });
    for (const stream of touched)
      if (mine.streams.has(stream) && !told.has(stream)) sendWhole(line, mine, stream);
  };

  return {
    epoch,
    open: async (line, { cursor, epoch: known, hubTime }) => {
      const resumable =
        cursor !== null &&
        known === epoch &&
        cursor <= spine.head() &&
        spine.head() - cursor <= MOST_REPLAYED;
      const welcome = (resumed: boolean) =>
        line.send({ t: 'welcome', caller: line.caller, hubTime, epoch, head: spine.head(), resumed });
      const mine: Held = {
        streams: new Set(),
        ever: remembered(line, resumable),
        cursor: 0,
        told: 0,
        batch: [],
      };
      if (resumable) {
        // Read first, then take up in one turn: nothing may be published between the last page and the first live event.
        let head = spine.head();
        const missed = await readBetween(cursor, head);
        while (head < spine.head()) {
          missed.push(...(await readBetween(head, spine.head())));
          head = missed.at(-1)?.seq ?? head;
        }
        welcome(true);
        resume(line, mine, missed, head);
      } else {
        welcome(false);
        sendSnapshot(line, mine);
      }
      held.set(line, mine);
    },
    forget,
    need: (line, stream) => {
      const mine = held.get(line);
      if (!mine) return;
      if (sightOn(stream)(line.caller)) sendWhole(line, mine, stream);
      else takeAway(line, mine, stream);
    },
    catchUp: (line) => {
      const mine = held.get(line);
      if (!mine || mine.told === mine.cursor || mine.batch.length > 0) return;
      mine.told = mine.cursor;
      line.send({ t: 'events', to: mine.cursor, events: [] });
    },
  };
}
