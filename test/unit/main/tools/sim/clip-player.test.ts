import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { createClipPlayer } from '../../../../../main/tools/sim/clip-player.ts';
import { type Clip, ClipBroken, isKeyFrame, parseIvf } from '../../../../../main/tools/sim/ivf.ts';

/** Frame i holds i in its second byte; the first says whether it is a key frame, as VP8 does. */
const clip = (keys: number[], frames: number, frameMs = 100): Clip => ({
  codec: 'VP80',
  frameMs,
  frames: Array.from({ length: frames }, (_, index) => Buffer.from([keys.includes(index) ? 0 : 1, index])),
});
const numbers = (played: { frame: Buffer; atMs: number }[]) =>
  played.map(({ frame, atMs }) => [frame[1], atMs]);

it('plays at the pace of the clip, and around its end for ever', () => {
  const player = createClipPlayer(clip([0, 2], 3), 1_000);
  expect(numbers(player.due(999))).toEqual([]);
  expect(numbers(player.due(1_205))).toEqual([[0, 1_000], [1, 1_100], [2, 1_200]]); // prettier-ignore
  expect(numbers(player.due(1_400))).toEqual([[0, 1_300], [1, 1_400]]); // prettier-ignore
});

it('begins at the key frame at or after the asked frame', () => {
  expect(numbers(createClipPlayer(clip([0, 4], 6), 0, 3).due(0))).toEqual([[4, 0]]);
  expect(numbers(createClipPlayer(clip([0, 4], 6), 0, 5).due(0))).toEqual([[0, 0]]);
});

it('answers a wish for a key frame with the very next frame', () => {
  const player = createClipPlayer(clip([0, 4], 8), 0);
  player.due(100);
  player.jumpToKeyFrame();
  expect(numbers(player.due(200))).toEqual([[4, 200]]);
});

it('plays what a busy machine missed, but not what a sleeping one did: then it goes on from a key frame', () => {
  const busy = createClipPlayer(clip([0], 10), 0);
  expect(busy.due(400)).toHaveLength(5);
  const asleep = createClipPlayer(clip([0, 5], 10), 0);
  asleep.due(0);
  expect(numbers(asleep.due(60_150))).toEqual([[5, 60_100]]);
});

const drill = (name: string) =>
  readFileSync(resolve(import.meta.dirname, '../../../../../resources/drill', `${name}.ivf`));

it.each(['warehouse', 'gate', 'corridor', 'office', 'street'])(
  '%s: ten frames a second, a key frame every two seconds',
  (name) => {
    const { codec, frameMs, frames } = parseIvf(drill(name));
    const keys = frames.flatMap((frame, index) => (isKeyFrame(frame) ? [index] : []));
    expect({ codec, frameMs, frames: frames.length, keys }).toEqual({
    codec: 'VP80', frameMs: 100, frames: 120, keys: [0, 20, 40, 60, 80, 100],
  }); // prettier-ignore
  },
);

it('reads the sound as packets of 60 ms', () => {
  const { codec, frameMs, frames } = parseIvf(drill('room'));
  expect([codec, frameMs, frames.length > 150]).toEqual(['OPUS', 60, true]);
});

it('refuses what is no clip, another codec, and a file cut short', () => {
  expect(() => parseIvf(Buffer.from('{}'))).toThrow(ClipBroken);
  const other = Buffer.from(drill('gate'));
  other.write('AV01', 8, 'latin1');
  expect(() => parseIvf(other)).toThrow('AV01');
  expect(() => parseIvf(drill('gate').subarray(0, 5_000))).toThrow('cut short');
});
