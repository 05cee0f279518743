import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { decodePositionFrame } from '#contracts/position-frame.ts';
import { signIn } from '#contracts/session.ts';
import { createEnrolment, enrolDevice, registerUnit } from '#contracts/unit.ts';
import { COURT, type Court, foundTestCourt, newId, PASSWORD } from '#support/hub/test-hub.ts';
import { openChild } from './bench-child.ts';
import { openLine } from './bench-line.ts';
import { openBrowser, openSeat } from './browser.ts';
import { type Figure, figure } from './figure.ts';
import { type HubProcess, openHubProcess } from './hub-process.ts';
import type { PhonesAsk } from './phones.ts';
import { quantile } from './statistics.ts';

const UNITS = 1_000;
const PER_SECOND = 100;
const SETTLE_MS = 10_000;
const MEASURE_MS = 30_000;
/** A line takes 600 messages at once and then 100 a second. */
const LINES = 8;
const DAY_MS = 86_400_000;

/**
 * A thousand phones walk; the console shows them on its map. Of each frame of positions the age of its oldest: in the
 * console when the picture with it has been drawn, and beside it in a bare client when the bytes are there.
 */
export async function measureOldestPosition(): Promise<Figure[]> {
  await using stack = new AsyncDisposableStack();
  const hub = stack.use(await openHubProcess());
  const court = await foundTestCourt(hub);
  await court.seat('operator');
  const session = await hub.must(signIn, {
    commandId: newId(),
    login: 'operator-1',
    password: PASSWORD,
    seat: '1 席',
  });
  const tokens = await enrolAll(hub, court);
  const phones = stack.use(await openChild<object, PhonesAsk, object>('phones.ts'));
  await phones.ask({ url: hub.url, tokens, perSecond: PER_SECOND });

  const bare: number[] = [];
  let counting = false;
  const hearBare = (buffer: ArrayBuffer) => {
    const fixes = decodePositionFrame(buffer)?.fixes ?? [];
    if (counting && fixes.length > 0) bare.push(Date.now() - Math.min(...fixes.map(({ at }) => at)));
  };
  stack.use(await openLine(hub.url, session.token, { onFrame: hearBare }));

  const browser = stack.adopt(await openBrowser(), (open) => open.close());
  const context = await openSeat(browser, session);
  await context.addInitScript(watchFrames);
  const page = await context.newPage();
  await page.goto(`${hub.url}/console.html`);
  await page.locator('canvas.maplibregl-canvas').waitFor({ timeout: 60_000 });
  await page.getByText('P0001').first().waitFor({ timeout: 60_000 });
  await sleep(SETTLE_MS);
  await takeAges(page);
  counting = true;
  await sleep(MEASURE_MS);
  counting = false;
  const shown = await takeAges(page);
  return [figure('oldest_position_1000_p95', 's', quantile(shown, 0.95) / 1000, quantile(bare, 0.95) / 1000)];
}

async function enrolAll(hub: HubProcess, { system }: Court): Promise<string[]> {
  await using stack = new AsyncDisposableStack();
  const tokens: string[] = [];
  let last = 0;
  const enrol = async () => {
    const line = stack.use(await openLine(hub.url, system));
    while (last < UNITS) {
      const callSign = `P${String(++last).padStart(4, '0')}`;
      const unitId = newId();
      const enforcementIdUntil = new Date(Date.now() + 365 * DAY_MS).toISOString().slice(0, 10);
      const profile = {
        kind: 'officer' as const,
        callSign,
        name: '何（虚构）',
        sex: 'male' as const,
        enforcementIdUntil,
        policeNumber: '',
        plate: '',
        cameraLabel: '',
        skills: [],
      };
      await line.call(registerUnit, { commandId: newId(), unitId, courtCode: COURT, profile });
      const { code } = await line.call(createEnrolment, { commandId: newId(), unitId });
      tokens.push((await line.call(enrolDevice, { commandId: newId(), code, deviceName: '测试机' })).token);
    }
  };
  await Promise.all(Array.from({ length: LINES }, enrol));
  return tokens;
}

type Watched = typeof globalThis & { benchAges: number[] };

/** Runs in the page before anything of it: notes how old each frame's oldest position is when it has been drawn. */
function watchFrames(): void {
  const [head, size, ageAt] = [12, 20, 12];
  const ages: number[] = ((globalThis as Watched).benchAges = []);
  globalThis.WebSocket = class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      this.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (!(data instanceof ArrayBuffer) || data.byteLength <= head) return;
        const view = new DataView(data);
        const hubTime = view.getFloat64(4, true);
        let oldest = 0;
        for (let at = head; at < data.byteLength; at += size)
          oldest = Math.max(oldest, view.getUint32(at + ageAt, true));
        // The first frame draws it, the second one begins when it has been drawn.
        requestAnimationFrame(() => requestAnimationFrame(() => ages.push(Date.now() - (hubTime - oldest))));
      });
    }
  };
}

/** What has been noted since the last time. */
const takeAges = (page: Page): Promise<number[]> =>
  page.evaluate(() => (globalThis as Watched).benchAges.splice(0));
