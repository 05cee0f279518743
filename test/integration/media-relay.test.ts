import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { BadOffer, RelayUnavailable, UnknownUplink } from '#hub/media/errors.ts';
import { openRelay } from '#hub/media/relay.ts';
import type { Relay, SideProcess, UplinkReport } from '#hub/ports.ts';
import { startNodeSide } from '#hub/side-process.ts';
import {
  countOf,
  isKey,
  openTestCamera,
  openTestViewer,
  type TestCamera,
  type TestViewer,
} from '#support/media/test-peer.ts';

const UPLINK = 'unit/a';
let relay: Relay;
let side: SideProcess;
let reports: UplinkReport[];
const opened: { close(): void }[] = [];

beforeEach(() => {
  reports = [];
  relay = openRelay((name) => (side = startNodeSide(name)));
  relay.onReports((some) => reports.push(...some));
});
afterEach(async () => {
  opened.splice(0).forEach((peer) => peer.close());
  await relay[Symbol.asyncDispose]();
});

const kept = <T extends { close(): void }>(peer: T): T => {
  opened.push(peer);
  return peer;
};
const camera = async (uplinkId = UPLINK, options: Parameters<typeof openTestCamera>[1] = {}) =>
  kept(await openTestCamera((offer) => relay.openUplink(uplinkId, offer), options));
const viewer = async (viewId: string, uplinkId = UPLINK) =>
  kept(await openTestViewer((offer) => relay.openView(viewId, uplinkId, offer)));

/** Key frames until everybody has a picture, so that what follows reaches all. */
async function showTo(source: TestCamera, viewers: TestViewer[]) {
  await vi.waitFor(() => {
    source.sendVideo(true);
    source.sendAudio();
    for (const { video, audio } of viewers)
      expect([video.length > 0, audio.length > 0]).toEqual([true, true]);
  }, 10_000);
}
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const counts = (packets: Buffer[]) => packets.map(countOf);
const sequences = (packets: Buffer[]) => packets.map((packet) => packet.readUInt16BE(2));
const until = (check: () => void) => vi.waitFor(check, 10_000);
const last = (uplinkId = UPLINK) => reports.findLast((report) => report.uplinkId === uplinkId);

it('forwards every packet of one camera to three viewers, in one numbering', async () => {
  const source = await camera();
  const viewers = await Promise.all(['1', '2', '3'].map((id) => viewer(id)));
  await showTo(source, viewers);
  const first = source.sendVideo();
  for (let sent = 0; sent < 300; sent++) {
    source.sendVideo();
    if (sent % 20 === 19) await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const end = source.sendVideo();
  for (const { video } of viewers) {
    await until(() => expect(counts(video)).toContain(end));
    expect(counts(video).slice(counts(video).indexOf(first))).toEqual(range(first, end));
    const steps = sequences(video)
      .slice(1)
      .map((sequence, index) => (sequence - sequences(video)[index]!) & 0xffff);
    expect(new Set(steps)).toEqual(new Set([1]));
  }
  await until(() =>
    expect(last()).toMatchObject({ state: 'live', viewers: 3, hasVideo: true, hasAudio: true, lossPct: 0 }),
  );
});

it('asks the camera for a key frame when somebody looks, and shows him nothing before it', async () => {
  const source = await camera();
  const early = await viewer('early');
  await showTo(source, [early]);
  const before = source.keyFramesAsked();
  const late = await viewer('late');
  await until(() => expect(source.keyFramesAsked()).toBeGreaterThan(before));
  const skipped = source.sendVideo();
  const key = source.sendVideo(true);
  const next = source.sendVideo();
  await until(() => expect(counts(late.video)).toEqual([key, next]));
  expect(isKey(late.video[0]!)).toBe(true);
  expect(counts(early.video)).toContain(skipped);
});

it('bundles what many viewers ask for: one key frame in 300 ms', async () => {
  const source = await camera();
  const viewers = await Promise.all(['1', '2', '3'].map((id) => viewer(id)));
  await showTo(source, viewers);
  // Whatever the joins asked for has been sent and shown by now; let its pause pass.
  await new Promise((resolve) => setTimeout(resolve, 700));
  const before = source.keyFramesAsked();
  const from = performance.now();
  for (let round = 0; round < 10; round++) viewers.forEach((one) => one.askKeyFrame());
  await until(() => expect(source.keyFramesAsked()).toBeGreaterThan(before));
  await new Promise((resolve) => setTimeout(resolve, 700));
  const most = 1 + Math.ceil((performance.now() - from) / 300);
  expect(source.keyFramesAsked() - before).toBeLessThanOrEqual(most);
});

it('asks the camera again for what was lost, and sends viewers again what they missed', async () => {
  const source = await camera();
  const one = await viewer('1');
  await showTo(source, [one]);
  const lost = source.loseVideo();
  const next = source.sendVideo();
  await until(() => expect(counts(one.video)).toEqual(expect.arrayContaining([lost, next])));
  // What he never got: the packet before his first. A second copy of one that he has would not get past his cipher.
  const before = source.keyFramesAsked();
  const late = await viewer('late');
  await until(() => expect(source.keyFramesAsked()).toBeGreaterThan(before));
  const missed = source.sendVideo();
  source.sendVideo(true);
  await until(() => expect(late.video).toHaveLength(1));
  late.askAgain((sequences(late.video)[0]! - 1) & 0xffff);
  await until(() => expect(counts(late.video)).toContain(missed));
});

it('lets a new connection under the same id take over: viewers stay, and see one stream go on', async () => {
  const source = await camera();
  const one = await viewer('1');
  await showTo(source, [one]);
  const seen = one.video.length;
  const second = await camera(UPLINK, { firstCount: 50_000 });
  source.close();
  second.sendVideo();
  const key = second.sendVideo(true);
  const next = second.sendVideo();
  await until(() => expect(counts(one.video)).toContain(next));
  expect(counts(one.video.slice(seen)).filter((count) => count >= 50_000)).toEqual([key, next]);
  const last3 = sequences(one.video).slice(-3);
  expect(last3.map((sequence) => (sequence - last3[0]!) & 0xffff)).toEqual([0, 1, 2]);
  expect(new Set(one.video.map((packet) => packet.readUInt32BE(8))).size).toBe(1);
  expect(one.state()).toBe('connected');
  expect(last()?.state).not.toBe('closed');
});

it('says that an uplink is lost when nothing comes any more, and live when it does again', async () => {
  const source = await camera();
  source.sendVideo(true);
  await until(() => expect(last()?.state).toBe('live'));
  await until(() => expect(last()?.state).toBe('lost'));
  source.sendVideo(true);
  await until(() => expect(last()?.state).toBe('live'));
  await relay.closeUplink(UPLINK);
  expect(last()?.state).toBe('closed');
});

it('brings the voice of a seat back to those phones that it speaks to, and to nobody else', async () => {
  const seat = await camera('seat/1', { withVideo: false });
  const [a, b] = await Promise.all([camera('unit/a'), camera('unit/b')]);
  let spoken = 0;
  const speakUntilHeard = (heard: Buffer[]) =>
    until(() => {
      spoken = seat.sendAudio();
      expect(heard.length).toBeGreaterThan(0);
    });
  await relay.setTalk('seat/1', ['unit/a']);
  await speakUntilHeard(a.heard);
  const lastToA = spoken;
  await relay.setTalk('seat/1', []);
  const listener = await viewer('listener', 'seat/1');
  await speakUntilHeard(listener.audio);
  const lastToNobody = spoken;
  await relay.setTalk('seat/1', ['unit/b']);
  await speakUntilHeard(b.heard);
  expect(Math.max(...counts(a.heard))).toBeLessThanOrEqual(lastToA);
  // One word to nobody may still be on its way to the relay when the next talk begins.
  expect(Math.min(...counts(b.heard))).toBeGreaterThanOrEqual(lastToNobody);
});

it('refuses a view of an uplink that is not there, and an offer without anything to answer', async () => {
  await expect(relay.openView('1', 'unit/none', 'v=0\r\n')).rejects.toThrow(UnknownUplink);
  await expect(relay.openUplink(UPLINK, 'v=0\r\n')).rejects.toThrow(BadOffer);
  const source = await camera();
  await expect(
    relay.openView('1', UPLINK, 'm=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:0\r\na=rtpmap:96 VP8/90000\r\n'),
  ).rejects.toThrow(BadOffer);
  source.sendVideo(true);
  await until(() => expect(last()?.state).toBe('live'));
});

it('keeps to the UDP ports that it was given', async () => {
  vi.stubEnv('HENGLING_MEDIA_PORTS', '41500-41520');
  await using fenced = openRelay(startNodeSide);
  let answer = '';
  kept(await openTestCamera(async (offer) => (answer = await fenced.openUplink(UPLINK, offer))));
  vi.unstubAllEnvs();
  const ports = [...answer.matchAll(/^a=candidate:.* (\d+) typ host/gm)].map(([, port]) => Number(port));
  expect(ports.length).toBeGreaterThan(0);
  for (const port of ports) expect(port >= 41_500 && port <= 41_520).toBe(true);
});

it('is started again when its process dies, and says that all it held is closed', async () => {
  const source = await camera();
  source.sendVideo(true);
  await until(() => expect(last()?.state).toBe('live'));
  side.kill();
  await until(() => expect(last()?.state).toBe('closed'));
  await expect(relay.openUplink(UPLINK, 'v=0\r\n')).rejects.toThrow(RelayUnavailable);
  const again = await vi.waitFor(() => camera(), 10_000);
  again.sendVideo(true);
  await until(() => expect(last()?.state).toBe('live'));
});
