import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { openNativePeer } from '#hub/media/native-peer.ts';
import { openRelay } from '#hub/media/relay.ts';
import { isRtcp } from '#hub/media/rtp.ts';
import { parseOffer } from '#hub/media/sdp-offer.ts';
import type { Relay, SideProcess } from '#hub/ports.ts';
import { openMediaSite } from '#support/media/media-site.ts';
import type { MediaTestPage } from '#support/media/page.ts';
import {
  countOf,
  openTestCamera,
  openTestViewer,
  sentAtOf,
  type TestCamera,
} from '#support/media/test-peer.ts';
import { own } from './belongings.ts';
import { openBrowser } from './browser.ts';
import { openChild } from './bench-child.ts';
import { type Figure, figure } from './figure.ts';
import { quantile } from './statistics.ts';

/** One camera of 2.5 Mbit/s to ten viewers. */
const VIEWERS = 10;
const PACKET_BYTES = 1_138;
const BURST = 6;
const BURST_MS = 22;
const MEASURED_MS = 15_000;
const JOINS = 20;
const UPLINK = 'unit/bench';

const ROOT = resolve(import.meta.dirname, '../..');

/** The relay as the hub opens it, with its process at hand. */
async function openBenchRelay(): Promise<AsyncDisposable & { relay: Relay; pid: () => number }> {
  let child: ChildProcess | null = null;
  const relay = openRelay((name): SideProcess => {
    const started = fork(join(ROOT, 'main/hub/media', `${name}.ts`), [], { serialization: 'advanced' });
    child = started;
    own(started);
    return {
      post: (message) => void (started.connected && started.send(message as object)),
      onMessage: (listener) => void started.on('message', listener),
      onExit: (listener) => void started.once('exit', listener),
      kill: () => void started.kill('SIGKILL'),
    };
  });
  return { relay, pid: () => child!.pid!, [Symbol.asyncDispose]: () => relay[Symbol.asyncDispose]() };
}

/** Processor time of a process so far, ms; in steps of 10. */
function cpuMs(pid: number): number {
  if (process.platform !== 'linux')
    throw new Error('processor time of another process is read from /proc: Linux only');
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Sends at the rate until the time is over. @returns the counts sent, from–to. */
async function stream(camera: TestCamera, forMs: number): Promise<{ first: number; last: number }> {
  const first = camera.sendVideo(true, PACKET_BYTES);
  let last = first;
  const timer = setInterval(() => {
    for (let n = 0; n < BURST; n++) last = camera.sendVideo(false, PACKET_BYTES);
  }, BURST_MS);
  await delay(forMs);
  clearInterval(timer);
  return { first, last };
}

type Received = { counts: Set<number>; latencies: number[] };
const receiver = () => {
  const received: Received = { counts: new Set(), latencies: [] };
  const take = (packet: Buffer) => {
    received.counts.add(countOf(packet));
    received.latencies.push(performance.now() - sentAtOf(packet));
  };
  return { received, take };
};

/** A camera connected to its one viewer without a relay between them, both in this process as they are with one. */
async function measureDirect(): Promise<number> {
  const { received, take } = receiver();
  const peers: { close(): void }[] = [];
  const camera = await openTestCamera(async (offer) => {
    const lines = parseOffer(offer).map((media) => ({
      media,
      codec: media.codecs[0]!,
      direction: 'RecvOnly' as const,
      ssrc: null,
      extensions: [],
      feedback: [],
      onOpen: () => undefined,
      onPacket: (packet: Buffer) => void (media.kind === 'video' && !isRtcp(packet) && take(packet)),
    }));
    const peer = openNativePeer('direct', offer, lines, { onState: () => undefined });
    peers.push(peer);
    return peer.answer;
  });
  await stream(camera, 1_000);
  received.latencies.length = 0;
  await stream(camera, MEASURED_MS / 3);
  [camera, ...peers].forEach((peer) => peer.close());
  return quantile(received.latencies, 0.95);
}

/** The same bytes to as many sockets, without a cipher or a word of RTCP: what forwarding costs at the least. */
async function measureForwarder(): Promise<number> {
  await using forwarder = await openChild<{ port: number; pid: number }, { to: number[] }, { ok: true }>(
    'udp-forwarder.ts',
  );
  const sink = Array.from({ length: VIEWERS }, () => createSocket('udp4').bind(0, '127.0.0.1'));
  await Promise.all(sink.map((socket) => once(socket, 'listening')));
  await forwarder.ask({ to: sink.map((socket) => socket.address().port) });
  let bytes = 0;
  for (const socket of sink) socket.on('message', (packet) => (bytes += packet.length));
  const source = createSocket('udp4');
  const packet = Buffer.alloc(PACKET_BYTES + 12);
  const before = cpuMs(forwarder.ready.pid);
  const timer = setInterval(() => {
    for (let n = 0; n < BURST; n++) source.send(packet, forwarder.ready.port, '127.0.0.1');
  }, BURST_MS);
  await delay(MEASURED_MS / 3);
  clearInterval(timer);
  await delay(300);
  const cost = cpuMs(forwarder.ready.pid) - before;
  [source, ...sink].forEach((socket) => socket.close());
  return cost / ((bytes * 8) / 1e6);
}

async function measureForwarding(): Promise<Figure[]> {
  const directMs = await measureDirect();
  const leastCpu = await measureForwarder();
  await using bench = await openBenchRelay();
  const { relay, pid } = bench;
  const camera = await openTestCamera((offer) => relay.openUplink(UPLINK, offer));
  const receivers = Array.from({ length: VIEWERS }, receiver);
  const viewers = await Promise.all(
    receivers.map(({ take }, n) => openTestViewer((offer) => relay.openView(`${n}`, UPLINK, offer), take)),
  );
  // Until everybody has had a key frame.
  for (let tries = 0; receivers.some(({ received }) => received.counts.size === 0); tries++) {
    if (tries > 100) throw new Error('not every viewer has a picture');
    camera.sendVideo(true, PACKET_BYTES);
    await delay(50);
  }
  await stream(camera, 2_000);
  for (const { received } of receivers) received.latencies.length = 0;
  const before = cpuMs(pid());
  const { first, last } = await stream(camera, MEASURED_MS);
  await delay(1_500); // what is asked for again may still come
  const cost = cpuMs(pid()) - before;
  let lost = 0;
  for (const { received } of receivers)
    for (let count = first; count <= last; count++) if (!received.counts.has(count)) lost += 1;
  const sent = (last - first + 1) * VIEWERS;
  [camera, ...viewers].forEach((peer) => peer.close());
  const relayMs = quantile(
    receivers.flatMap(({ received }) => received.latencies),
    0.95,
  );
  return [
    figure('relay_lost_10', 'packets', lost, sent),
    figure('relay_cpu_per_mbit_10', 'ms', cost / ((sent * (PACKET_BYTES + 12) * 8) / 1e6), leastCpu),
    figure('relay_added_latency_p95', 'ms', relayMs - directMs, directMs),
  ];
}

const call = <K extends keyof MediaTestPage>(page: Page, name: K, ...values: Parameters<MediaTestPage[K]>) =>
  page.evaluate(
    ([method, given]) =>
      (window as unknown as { media: Record<string, (...args: unknown[]) => unknown> }).media[method]!(
        ...(given as unknown[]),
      ),
    [name, values] as const,
  ) as Promise<Awaited<ReturnType<MediaTestPage[K]>>>;

/** From the wish to see to the first picture shown, in Chromium; beside it a call inside one page of the same browser. */
async function measureFirstFrame(): Promise<Figure[]> {
  await using bench = await openBenchRelay();
  await using site = await openMediaSite(bench.relay);
  const browser = await openBrowser([
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    '--autoplay-policy=no-user-gesture-required',
  ]);
  try {
    const open = async () => {
      const page = await (await browser.newContext()).newPage();
      await page.goto(site.url);
      return page;
    };
    const [phone, seat] = [await open(), await open()];
    await call(phone, 'send', UPLINK, { video: true, audio: true });
    const [ours, direct]: [number[], number[]] = [[], []];
    for (let join = 0; join < JOINS; join++) {
      direct.push(await call(seat, 'directFirstFrame'));
      await call(seat, 'view', `view-${join}`, UPLINK);
      await seat.waitForFunction(
        () => (window as unknown as { media: MediaTestPage }).media.firstFrameMs() !== null,
        null,
        { polling: 50, timeout: 20_000 },
      );
      ours.push((await call(seat, 'firstFrameMs'))!);
      await call(seat, 'closeView');
    }
    return [figure('relay_first_frame_p95', 'ms', quantile(ours, 0.95), quantile(direct, 0.95))];
  } finally {
    await browser.close();
  }
}

/** Every figure of the relay: 1 camera to 10 viewers. */
export const relayFigures = async (): Promise<Figure[]> => [
  ...(await measureForwarding()),
  ...(await measureFirstFrame()),
];
