import { expect, it } from 'vitest';
import type { SeenEvent } from '#contracts/sync.ts';
import {
  applyDown,
  emptyReplica,
  entryOf,
  type FoldStream,
  type Replica,
  stateOf,
  statesOf,
} from '#renderer/client/replica.ts';

/** Folds to the list of event types, so that order, loss and repetition all show. */
const fold: FoldStream = (_stream, state, event) => [...((state as string[] | null) ?? []), event.type];
const event = (stream: string, version: number, type = `e${version}`): SeenEvent => ({
  seq: version,
  stream,
  version,
  at: '2026-11-24T01:28:41.000Z',
  actor: 'somebody',
  event: { type },
});
const events = (...list: SeenEvent[]) => ({ t: 'events' as const, to: list.at(-1)?.seq ?? 0, events: list });
const after = (replica: Replica, ...messages: Parameters<typeof applyDown>[1][]) =>
  messages.reduce(
    (acc, message) => {
      const next = applyDown(acc.replica, message, fold);
      return { replica: next.replica, needs: [...acc.needs, ...next.needs] };
    },
    { replica, needs: [] as string[] },
  );
const welcome = (resumed: boolean) => ({
  t: 'welcome' as const, caller: {} as never, hubTime: 0, epoch: 'e', head: 0, resumed,
}); // prettier-ignore

it('folds the events of a stream in order, from its first', () => {
  const { replica, needs } = after(emptyReplica, events(event('order/1', 1), event('order/1', 2)));
  expect(entryOf(replica, 'order/1')).toEqual({ version: 2, state: ['e1', 'e2'] });
  expect(needs).toEqual([]);
});

it('ignores an event that it already has, and hands back the very same replica', () => {
  const { replica } = after(emptyReplica, events(event('order/1', 1), event('order/1', 2)));
  const again = applyDown(replica, events(event('order/1', 1), event('order/1', 2)), fold);
  expect(again.replica).toBe(replica);
  expect(again.needs).toEqual([]);
});

it('asks once for a stream with a gap, and keeps its last good state meanwhile', () => {
  const { replica, needs } = after(
    emptyReplica,
    events(event('order/1', 1)),
    events(event('order/1', 3), event('order/1', 4)),
    events(event('order/1', 5), event('order/2', 7)),
  );
  expect(needs).toEqual(['order/1', 'order/2']);
  expect(entryOf(replica, 'order/1')).toEqual({ version: 1, state: ['e1'] });
  expect(entryOf(replica, 'order/2')).toBeUndefined();
});

it('goes on folding after the asked-for stream came, and asks again at the next gap', () => {
  const { replica, needs } = after(
    emptyReplica,
    events(event('order/1', 1), event('order/1', 4)),
    { t: 'stream', stream: 'order/1', version: 4, state: ['whole'] },
    events(event('order/1', 4), event('order/1', 5), event('order/1', 9)),
  );
  expect(entryOf(replica, 'order/1')).toEqual({ version: 5, state: ['whole', 'e5'] });
  expect(needs).toEqual(['order/1', 'order/1']);
});

it('does not go back when the answer to a gap is older than what came since', () => {
  const { replica } = after(
    emptyReplica,
    { t: 'stream', stream: 'order/1', version: 6, state: ['six'] },
    { t: 'stream', stream: 'order/1', version: 5, state: ['five'] },
  );
  expect(entryOf(replica, 'order/1')).toEqual({ version: 6, state: ['six'] });
});

it('reads reordered events as a gap, never as another order', () => {
  const { replica, needs } = after(
    emptyReplica,
    events(event('unit/1', 2), event('unit/1', 1), event('unit/1', 3)),
  );
  expect(entryOf(replica, 'unit/1')).toEqual({ version: 1, state: ['e1'] });
  expect(needs).toEqual(['unit/1']);
});

it('lets a snapshot in between replace everything, gaps included', () => {
  const { replica, needs } = after(
    emptyReplica,
    events(event('order/1', 1), event('order/1', 5), event('unit/1', 1)),
    { t: 'snapshot', head: 9, streams: [{ stream: 'order/1', version: 7, state: ['snapshot'] }] },
    events(event('order/1', 6), event('order/1', 8)),
  );
  expect(entryOf(replica, 'order/1')).toEqual({ version: 8, state: ['snapshot', 'e8'] });
  expect(entryOf(replica, 'unit/1')).toBeUndefined();
  expect([...replica.asked]).toEqual([]);
  expect(needs).toEqual(['order/1']);
});

it('forgets a stream that is gone', () => {
  const { replica } = after(emptyReplica, events(event('order/1', 1), event('order/2', 1)), {
    t: 'gone',
    stream: 'order/1',
  });
  expect(entryOf(replica, 'order/1')).toBeUndefined();
  expect(entryOf(replica, 'order/2')).toBeDefined();
});

it('asks again after a resumed reconnect for what the old socket did not bring', () => {
  const { replica } = after(emptyReplica, events(event('order/1', 4)));
  expect(applyDown(replica, welcome(true), fold).needs).toEqual(['order/1']);
  expect(applyDown(replica, welcome(false), fold).needs).toEqual([]);
});

it('leaves the maps of untouched kinds the same objects', () => {
  const { replica } = after(emptyReplica, events(event('order/1', 1), event('unit/1', 1)));
  const next = applyDown(replica, events(event('order/1', 2)), fold).replica;
  expect(next.kinds['unit']).toBe(replica.kinds['unit']);
  expect(next.kinds['order']).not.toBe(replica.kinds['order']);
  expect(entryOf(replica, 'order/1')).toEqual({ version: 1, state: ['e1'] });
});

it('asks for the hub’s state of a stream whose fold throws, and folds the others', () => {
  const picky: FoldStream = (stream, state, e) => {
    if (stream === 'order/bad') throw new Error('planted');
    return fold(stream, state, e);
  };
  const { replica, needs } = applyDown(
    emptyReplica,
    events(event('order/bad', 1), event('order/1', 1)),
    picky,
  );
  expect(needs).toEqual(['order/bad']);
  expect(entryOf(replica, 'order/1')).toBeDefined();
});

it('folds with the domain by default, and lists a kind as the same array until one of it changes', () => {
  const registered = {
    ...event('unit/u1', 1),
    event: {
      type: 'unit_registered',
      at: '2026-11-24T01:00:00.000Z',
      by: 'x',
      unitId: 'u1',
      courtCode: 'CD01',
      profile: {},
      drill: true,
    },
  };
  const { replica } = applyDown(emptyReplica, events(registered));
  const other = applyDown(replica, events(event('order/1', 1))).replica;
  expect(stateOf(replica, 'unit', 'u1')).toMatchObject({ unitId: 'u1', status: 'standby' });
  expect(statesOf(replica, 'unit')).toHaveLength(1);
  expect(statesOf(other, 'unit')).toBe(statesOf(replica, 'unit'));
  expect(statesOf(other, 'incident')).toEqual([]);
});
