import fc from 'fast-check';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { BadOffer, UnknownUplink } from '#hub/media/errors.ts';
import { openRelay } from '#hub/media/relay.ts';
import type { Relay, SideProcess, UplinkReport } from '#hub/ports.ts';
import { startNodeSide } from '#hub/side-process.ts';
import {
  openTestCamera,
  openTestViewer,
  type TestCamera,
  type TestViewer,
} from '#support/media/test-peer.ts';

/** What a page sends reaches a native library; whatever it is, the pictures of others go on in the same process. */
let relay: Relay;
let side: SideProcess;
let ended = false;
let camera: TestCamera;
let viewer: TestViewer;
let offer = '';
const reports: UplinkReport[] = [];

beforeAll(async () => {
  relay = openRelay((name) => {
    side = startNodeSide(name);
    side.onExit(() => (ended = true));
    return side;
  });
  relay.onReports((some) => reports.push(...some));
  camera = await openTestCamera((sent) => {
    offer = sent;
    return relay.openUplink('unit/good', sent);
  });
  viewer = await openTestViewer((sent) => relay.openView('good', 'unit/good', sent));
});
afterAll(async () => {
  camera?.close();
  viewer?.close();
  await relay[Symbol.asyncDispose]();
});

const pictureGoesOn = () => {
  const before = viewer.video.length;
  return vi.waitFor(() => {
    camera.sendVideo(true);
    expect(viewer.video.length).toBeGreaterThan(before);
  }, 10_000);
};

/** A good offer with lines left out, doubled, swapped, cut, or with other numbers and bytes in them. */
const mutated = fc
  .array(
    fc.tuple(
      fc.nat(200),
      fc.constantFrom('drop', 'double', 'swap', 'cut', 'number', 'bytes'),
      fc.nat(0xffff_ffff),
      fc.string({ maxLength: 40 }),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((changes) => {
    let lines = offer.split('\r\n');
    for (const [where, how, number, bytes] of changes) {
      const at = where % Math.max(1, lines.length);
      const line = lines[at] ?? '';
      const changed: Record<typeof how, string[]> = {
        drop: [],
        double: [line, line],
        swap: [lines[number % lines.length] ?? '', line],
        cut: [line.slice(0, number % (line.length + 1))],
        number: [line.replace(/\d+/, String(number))],
        bytes: [line + bytes],
      };
      lines = [...lines.slice(0, at), ...changed[how], ...lines.slice(at + 1)];
    }
    return lines.join('\r\n');
  });

it('refuses offers that are damaged in any way, or answers them, and goes on', async () => {
  let n = 0;
  await fc.assert(
    fc.asyncProperty(fc.oneof(mutated, fc.string({ maxLength: 2_000 })), async (sdp) => {
      n += 1;
      const asks = [
        relay.openUplink(`unit/bad-${n}`, sdp),
        relay.openView(`bad-${n}`, 'unit/good', sdp),
        relay.openView(`none-${n}`, 'unit/none', sdp),
      ];
      for (const asked of await Promise.allSettled(asks)) {
        if (asked.status === 'rejected')
          expect([BadOffer.name, UnknownUplink.name]).toContain((asked.reason as Error).name);
      }
      await relay.closeUplink(`unit/bad-${n}`);
      await relay.closeView(`bad-${n}`);
    }),
    { numRuns: 150, endOnFailure: true },
  );
  await pictureGoesOn();
  expect(ended).toBe(false);
  await vi.waitFor(
    () =>
      expect(reports.findLast(({ uplinkId }) => uplinkId === 'unit/good')).toMatchObject({
        state: 'live',
        viewers: 1,
      }),
    10_000,
  );
});
