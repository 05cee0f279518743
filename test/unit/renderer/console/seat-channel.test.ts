import { expect, it } from 'vitest';
import { type Channel, joinSeat, type SeatMessage } from '#renderer/console/state/seat-channel.ts';
import { windowKindOf } from '#renderer/console/state/window-kind.ts';
import { aConsole } from '#support/client/fake-client.ts';
import { aCaller, anId, NOW } from '#support/build.ts';

/** BroadcastChannel between windows of one test: at once, and never to the sender. */
function aRoom() {
  const all = new Map<Channel, (event: { data: SeatMessage }) => void>();
  const heard: SeatMessage[] = [];
  return {
    heard,
    enter: (): Channel => {
      const channel: Channel = {
        postMessage: (message) => {
          heard.push(message);
          for (const [other, listener] of [...all])
            if (other !== channel) listener({ data: structuredClone(message) });
        },
        addEventListener: (_type, listener) => void all.set(channel, listener),
        close: () => void all.delete(channel),
      };
      return channel;
    },
  };
}

const session = (sessionId = 's1') => ({
  token: `token-${sessionId}`,
  caller: aCaller('operator', { sessionId }),
  courtName: '锦江',
  expiresAt: NOW,
});

function open() {
  const room = aRoom();
  const main = aConsole();
  const map = aConsole();
  joinSeat(main.store, room.enter(), 'main');
  main.state().adopt(session());
  const leave = joinSeat(map.store, room.enter(), 'map');
  return { room, main, map, leave };
}

it('gives an extra window the session of the main one, whenever it opens', () => {
  const { map } = open();
  expect(map.state().session).toMatchObject({ token: 'token-s1' });

  const room = aRoom();
  const [early, late] = [aConsole(), aConsole()];
  joinSeat(early.store, room.enter(), 'wall');
  joinSeat(late.store, room.enter(), 'main');
  expect(early.state().session).toBeNull();
  late.state().adopt(session());
  expect(early.state().session).toMatchObject({ token: 'token-s1' });
});

it('shows in one window what is picked and marked in the other', () => {
  const { main, map } = open();
  main.state().pick('unit', anId(1));
  main.state().setTargets([anId(1), anId(2)]);
  expect(map.state().picked).toEqual({ kind: 'unit', id: anId(1) });
  map.state().toggleTarget(anId(2));
  expect([...main.state().targets]).toEqual([anId(1)]);
});

it('does not send back what it was told', () => {
  const { main, room } = open();
  const before = room.heard.length;
  main.state().pick('unit', anId(1));
  expect(room.heard.length).toBe(before + 1);
});

it('ends with the main window’s session, and with no other', () => {
  const { main, map, room } = open();
  const stranger = room.enter();
  stranger.postMessage({ t: 'ended', sessionId: 'other' });
  expect(map.state().session).not.toBeNull();
  main.state().sessionEnded('session_expired');
  expect(map.state().session).toBeNull();
});

it('does not take what another seat on this machine shares', () => {
  const { map, room } = open();
  const shared = {
    picked: { kind: 'unit' as const, id: anId(7) },
    operationId: null,
    targets: [],
    flight: null,
    tiles: [],
  };
  room.enter().postMessage({ t: 'shared', sessionId: 'other', shared });
  expect(map.state().picked).toBeNull();
});

it('a second main window does not give its seat away to the first', () => {
  const { main, room } = open();
  const other = aConsole();
  joinSeat(other.store, room.enter(), 'main');
  other.state().adopt(session('s2'));
  expect(main.state().session).toMatchObject({ token: 'token-s1' });
});

it('hears nothing after it left', () => {
  const { main, map, leave } = open();
  leave();
  main.state().pick('unit', anId(1));
  expect(map.state().picked).toBeNull();
});

it('reads the kind of window from the address, and takes anything else for the main one', () => {
  expect(['#w=map', '#t=x&w=wall', '#w=board', '', '#', '#w=door', '#t=x'].map(windowKindOf)).toEqual([
    'map',
    'wall',
    'board',
    'main',
    'main',
    'main',
    'main',
  ]);
});
