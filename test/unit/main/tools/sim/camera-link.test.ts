import { expect, it } from 'vitest';
import { ok, refuse } from '#contracts/errors.ts';
import { createManualClock } from '#support/client/manual-clock.ts';
import { createCameraLink, type OpenCameraPeer } from '../../../../../main/tools/sim/camera-link.ts';

function open(
  answer = ok({ answer: 'answer' }) as ReturnType<typeof ok<{ answer: string }>> | ReturnType<typeof refuse>,
) {
  const clock = createManualClock();
  const peers: { events: Parameters<OpenCameraPeer>[0]; closed: boolean }[] = [];
  const link = createCameraLink({
    open: (events) => {
      const peer = { events, closed: false };
      peers.push(peer);
      return { close: () => void (peer.closed = true) };
    },
    askHub: async () => answer,
    clock,
  });
  return { clock, peers, link, states: () => peers.map(({ closed }) => (closed ? 'closed' : 'open')) };
}

it('brings the offer to the hub and its answer back', async () => {
  const { link, peers } = open();
  link.start();
  await expect(peers[0]!.events.exchange('offer')).resolves.toBe('answer');
});

it('says with which code the hub refused', async () => {
  const { link, peers } = open(refuse('relay_unavailable'));
  link.start();
  await expect(peers[0]!.events.exchange('offer')).rejects.toThrow('relay_unavailable');
});

it('opens a new connection after a lost one, and waits longer each time', () => {
  const { link, clock, peers, states } = open();
  link.start();
  const waits = [0, 1, 2].map((round) => {
    peers[round]!.events.onGone();
    let waited = 0;
    for (; peers.length === round + 1; waited += 50) clock.advance(50);
    return waited;
  });
  expect(waits[0]).toBeLessThan(waits[1]!);
  expect(waits[1]).toBeLessThan(waits[2]!);
  expect(states()).toEqual(['closed', 'closed', 'closed', 'open']);
});

it('takes a second start for a new connection, and hears no more of the old one', () => {
  const { link, clock, peers, states } = open();
  link.start();
  link.start();
  peers[0]!.events.onGone();
  clock.advance(60_000);
  expect(states()).toEqual(['closed', 'open']);
});

it('stays off once it is stopped', () => {
  const { link, clock, peers, states } = open();
  link.start();
  peers[0]!.events.onGone();
  link.stop();
  clock.advance(60_000);
  expect(states()).toEqual(['closed']);
});
