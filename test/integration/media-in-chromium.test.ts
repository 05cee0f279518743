import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openRelay } from '#hub/media/relay.ts';
import type { Relay, SideProcess, UplinkReport } from '#hub/ports.ts';
import { startNodeSide } from '#hub/side-process.ts';
import { openMediaSite } from '#support/media/media-site.ts';
import type { MediaTestPage } from '#support/media/page.ts';
import { findChromium } from '../../main/tools/find-chromium.ts';

const executablePath = chromiumHere();
function chromiumHere(): string | null {
  try {
    return findChromium(existsSync);
  } catch (error) {
    console.warn(`SKIPPED, nothing proves here that pages and relay understand each other: ${String(error)}`);
    return null;
  }
}

let relay: Relay;
let side: SideProcess;
let site: AsyncDisposable & { url: string };
let browser: Browser;
const reports: UplinkReport[] = [];

beforeAll(async () => {
  if (!executablePath) return;
  relay = openRelay((name) => (side = startNodeSide(name)));
  relay.onReports((some) => reports.push(...some));
  site = await openMediaSite(relay);
  browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      '--autoplay-policy=no-user-gesture-required',
    ],
  });
});
afterAll(async () => {
  await browser?.close();
  await site?.[Symbol.asyncDispose]();
  await relay?.[Symbol.asyncDispose]();
});

type Media = Record<keyof MediaTestPage, (...values: unknown[]) => unknown>;
const openPage = async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(site.url);
  return page;
};
const call = <K extends keyof MediaTestPage>(page: Page, name: K, ...values: Parameters<MediaTestPage[K]>) =>
  page.evaluate(
    ([method, given]) =>
      (window as unknown as { media: Media }).media[method as keyof MediaTestPage](...(given as unknown[])),
    [name, values] as const,
  ) as Promise<Awaited<ReturnType<MediaTestPage[K]>>>;
const until = (check: () => Promise<void> | void) => vi.waitFor(check, { timeout: 20_000, interval: 200 });
const both = { video: true, audio: true };
const last = (uplinkId: string) => reports.findLast((report) => report.uplinkId === uplinkId);

it.skipIf(!executablePath)(
  "shows and sounds one page's camera at another, over a takeover, a change of devices and a new relay",
  async () => {
    const [phone, console_] = [await openPage(), await openPage()];
    await call(phone, 'send', 'unit/a', both);
    await until(() =>
      expect(last('unit/a')).toMatchObject({ state: 'live', hasVideo: true, hasAudio: true }),
    );
    await call(console_, 'view', 'view-1', 'unit/a');
    await until(async () => expect(await call(console_, 'frames')).toBeGreaterThan(10));
    expect(await call(console_, 'states')).toEqual(['connecting', 'live']);
    expect(await call(console_, 'shownLevel')).toBeGreaterThan(0.01);

    // The camera is switched off and on again: the sound goes on, the picture comes back on the same connection.
    await call(phone, 'sendInstead', { video: false, audio: true });
    await until(() =>
      expect(last('unit/a')).toMatchObject({ state: 'live', hasVideo: false, hasAudio: true, viewers: 1 }),
    );
    const stood = await call(console_, 'frames');
    await call(phone, 'sendInstead', both);
    await until(async () => expect(await call(console_, 'frames')).toBeGreaterThan(stood + 10));

    // Another page of the same unit takes over: the phone was reloaded.
    await phone.context().close();
    await until(async () => expect(await call(console_, 'states')).toContain('lost'));
    const reloaded = await openPage();
    const before = await call(console_, 'frames');
    await call(reloaded, 'send', 'unit/a', both);
    await until(async () => expect(await call(console_, 'frames')).toBeGreaterThan(before + 10));
    await until(async () => expect((await call(console_, 'states')).at(-1)).toBe('live'));

    side.kill();
    await until(() => expect(last('unit/a')?.state).toBe('closed'));
    const gone = await call(console_, 'frames');
    await until(async () => expect(await call(console_, 'frames')).toBeGreaterThan(gone + 10));
    await until(async () => expect((await call(reloaded, 'states')).at(-1)).toBe('live'));
  },
  180_000,
);

it.skipIf(!executablePath)("carries a seat's voice to the phone that it speaks to", async () => {
  const [phone, seat] = [await openPage(), await openPage()];
  await call(phone, 'send', 'unit/b', both);
  await call(seat, 'talk', 'seat/1');
  await until(() => expect([last('unit/b')?.state, last('seat/1')?.state]).toEqual(['live', 'live']));
  await relay.setTalk('seat/1', ['unit/b']);
  await until(async () => expect(await call(phone, 'heardLevel')).toBeGreaterThan(0.01));
});
