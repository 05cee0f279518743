import { beforeEach, expect, it } from 'vitest';
import type { ClientClock } from '#renderer/client/client-clock.ts';
import { keepPeer, type KeptPeer } from '#renderer/client/media/kept-peer.ts';
import type { Peer, StatsReport } from '#renderer/client/media/peer.ts';
import type { PeerStatus } from '#renderer/client/media/peer-status.ts';

/** A connection whose counters the test moves, on a clock that the test moves. */
type Fake = { frames: number; heard: number; closed: boolean; gone(): void; reachable(is: boolean): void };
let now: number;
let tasks: { at: number; task: () => void }[];
let peers: Fake[];
let said: PeerStatus[];
let kept: KeptPeer;

const clock: ClientClock = {
  now: () => now,
  after(delayMs, task) {
    const entry = { at: now + delayMs, task };
    tasks.push(entry);
    return () => void (tasks = tasks.filter((one) => one !== entry));
  },
  random: () => 0.5,
};
/** Lets time pass in steps of 100 ms, with `each` at every one. */
async function pass(ms: number, each: () => void = () => undefined) {
  for (const end = now + ms; now < end;) {
    now += 100;
    each();
    for (const due of tasks.filter(({ at }) => at <= now)) {
      tasks = tasks.filter((one) => one !== due);
      due.task();
      await Promise.resolve();
      await Promise.resolve();
    }
  }
}
const states = () => said.map(({ state }) => state);
const flow = () => {
  peers.at(-1)!.frames += 2;
  peers.at(-1)!.heard += 2;
};

beforeEach(() => {
  [now, tasks, peers, said] = [1_000, [], [], []];
  kept = keepPeer({
    beats: 'shown',
    stillMs: 3_000,
    clock,
    onState: (status) => said.push(status),
    open({ onGone, onReachable }) {
      const fake: Fake = {
        frames: 0,
        heard: 0,
        closed: false,
        gone: () => onGone(new Error('gone')),
        reachable: onReachable,
      };
      peers.push(fake);
      const reports = (): StatsReport[] => [
        { type: 'inbound-rtp', kind: 'video', framesDecoded: fake.frames },
        { type: 'candidate-pair', bytesReceived: fake.heard },
      ];
      const peer: Peer = {
        stats: () => Promise.resolve(reports()),
        replaceTrack: () => true,
        close: () => (fake.closed = true),
      };
      return peer;
    },
  });
});

it('is live with the first picture, and says since when', async () => {
  await pass(1_000);
  expect(states()).toEqual(['connecting']);
  await pass(1_000, flow);
  expect(said).toEqual([
    { state: 'connecting', since: 1_000 },
    { state: 'live', since: 2_200 },
  ]);
});

it('says lost within five seconds of the last picture, and live when it moves again, over the same connection', async () => {
  await pass(2_000, flow);
  const stoodAt = now;
  const breathe = () => void (peers.at(-1)!.heard += 1);
  await pass(5_000, breathe);
  expect(states()).toEqual(['connecting', 'live', 'lost']);
  expect(said.at(-1)!.since - stoodAt).toBeLessThanOrEqual(5_000);
  await pass(2_000, flow);
  expect(states()).toEqual(['connecting', 'live', 'lost', 'live']);
  expect(peers).toHaveLength(1);
});

it('makes a new connection when nothing at all comes from the relay', async () => {
  await pass(2_000, flow);
  await pass(8_000);
  expect(states()).toEqual(['connecting', 'live', 'lost']);
  expect(peers).toHaveLength(2);
  expect(peers[0]!.closed).toBe(true);
  await pass(1_000, flow);
  expect(states().at(-1)).toBe('live');
});

it('makes a new one at once when it breaks, and waits ever longer while that fails', async () => {
  await pass(2_000, flow);
  const startedAt: number[] = [];
  for (let round = 0; round < 6; round++) {
    const before = peers.length;
    peers.at(-1)!.gone();
    const brokeAt = now;
    await pass(10_000, () => {
      if (peers.length > before && startedAt.length === round) startedAt.push(now - brokeAt);
    });
  }
  expect(states()).toEqual(['connecting', 'live', 'lost']);
  expect(startedAt[0]).toBeLessThanOrEqual(700);
  expect(startedAt).toEqual([...startedAt].sort((a, b) => a - b));
  expect(Math.max(...startedAt)).toBeLessThanOrEqual(6_100);
});

it('says lost at once when the network says so, and lets the connection recover', async () => {
  await pass(2_000, flow);
  peers[0]!.reachable(false);
  expect(states().at(-1)).toBe('lost');
  await pass(1_000, flow);
  expect(states().at(-1)).toBe('live');
  expect(peers).toHaveLength(1);
});

it('is still after it was closed', async () => {
  await pass(2_000, flow);
  kept.close();
  peers[0]!.gone();
  await pass(20_000);
  expect(states()).toEqual(['connecting', 'live', 'closed']);
  expect(peers).toHaveLength(1);
  expect(peers[0]!.closed).toBe(true);
});
