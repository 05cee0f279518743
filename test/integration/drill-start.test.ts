import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openView } from '#contracts/media.ts';
import { advanceOperation } from '#contracts/operation.ts';
import { issueOrder } from '#contracts/order.ts';
import { decodePositionFrame } from '#contracts/position-frame.ts';
import { readSetup, signIn, startDrill } from '#contracts/session.ts';
import type { SideProcess, StartSide } from '#hub/ports.ts';
import { startNodeSide } from '#hub/side-process.ts';
import type { UplinkInfo } from '#contracts/media.ts';
import { openPage, type TestPage } from '#support/hub/page.ts';
import { newId, openTestHub, type TestHub } from '#support/hub/test-hub.ts';
import { openTestViewer } from '#support/media/test-peer.ts';

const seat = { login: 'jj-zhou', password: 'Drill#2026', seat: '一号席' };
const UNITS = 27;
const CAMERAS = 21;

const signedIn = async (test: TestHub): Promise<TestPage> => {
  const { token } = await test.must(signIn, { commandId: newId(), ...seat });
  return openPage(test.hub.consoleUrl, token);
};
/** The newest word of every unit's presence and of every camera. */
const onlineUnits = ({ heard }: TestPage) => {
  const newest = new Map(
    heard.flatMap((m) => (m.t === 'presence' ? m.units.map((u) => [u.unitId, u.online] as const) : [])),
  );
  return [...newest.values()].filter(Boolean).length;
};
const cameras = ({ heard }: TestPage): UplinkInfo[] => [
  ...new Map(
    heard.flatMap((m) => (m.t === 'uplinks' ? m.uplinks.map((up) => [up.unitId, up] as const) : [])),
  ).values(),
];
const unitBySign = (page: TestPage, callSign: string) =>
  page.all('unit').find((unit) => unit.profile.callSign === callSign)!;

describe('成渝演练, from one click', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'hengling-drill-'));
  let test: TestHub;
  let page: TestPage;
  let seats: unknown;
  const placed = new Map<number, string>();
  let simulator: SideProcess;
  const startSide: StartSide = (name) => {
    const side = startNodeSide(name);
    if (name === 'simulator-process') simulator = side;
    return side;
  };

  beforeAll(async () => {
    test = await openTestHub({ startSide, dataDir });
    seats = (await test.must(startDrill, { commandId: newId() })).seats;
    page = await signedIn(test);
    page.client.onFrame((frame) =>
      decodePositionFrame(frame)?.fixes.forEach(({ slot, lng }) =>
        placed.set(slot, lng > 106 ? '重庆' : '成都'),
      ),
    );
  });
  afterAll(async () => {
    page.close();
    await test[Symbol.asyncDispose]();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('offers a seat of every role, before anybody has signed in', async () => {
    const setup = await test.must(readSetup, {});
    expect(setup).toMatchObject({ configured: true, drill: true, drillSeats: seats });
    expect(new Set(setup.drillSeats.map(({ role }) => role)).size).toBe(9);
  });

  it('is an approved operation with two sites, whose every event says that it is a drill', () => {
    const [operation] = page.all('operation');
    expect([operation!.phase, operation!.drill, Object.keys(operation!.sites).length]).toEqual([
      'approved',
      true,
      2,
    ]);
    expect(page.all('unit').every((unit) => unit.drill && unit.status === 'assigned')).toBe(true);
  });

  it('has all 27 phones on the line', () => page.until('27 phones', () => onlineUnits(page) === UNITS));

  it('shows every unit on the map, at its own city', async () => {
    await page.until('27 positions', () => placed.size === UNITS);
    const cities = [...placed.values()];
    expect(cities.filter((city) => city === '成都')).toHaveLength(9);
  });

  it('gets its orders signed, and one is met with silence', async () => {
    const orderId = newId();
    const [operation] = page.all('operation');
    const unitIds = ['OSC-A', 'Q-02', 'A3-02'].map((callSign) => unitBySign(page, callSign).unitId);
    const order = {
      orderId,
      operationId: operation!.operationId,
      unitIds,
      text: '点名',
      templateId: 'roll_call',
      priority: 'urgent' as const,
      replyBySeconds: 8,
    };
    await page.client.call(issueOrder, { commandId: newId(), ...order });
    const states = () => unitIds.map((unitId) => page.get('order', orderId)?.receipts[unitId]?.state);
    await page.until('two are there, the third overdue', () => String(states()) === 'done,done,overdue');
  });

  it('puts the units on the way when their site departs', async () => {
    const [operation] = page.all('operation');
    const site = Object.values(operation!.sites).find(({ plan }) => plan.name.includes('锦江'))!;
    const advance = (to: 'mustering' | 'en_route') =>
      page.client.call(advanceOperation, {
        commandId: newId(),
        operationId: operation!.operationId,
        siteId: site.plan.siteId,
        to,
        reason: '',
        overrides: [],
      });
    expect([await advance('mustering'), await advance('en_route')]).toMatchObject([
      { ok: true },
      { ok: true },
    ]);
    await page.until(
      'nine on the way',
      () => page.all('unit').filter((unit) => unit.status === 'en_route').length === 9,
    );
  });

  it('sends the pictures of 21 cameras, and shows one from a key frame on to whoever opens it', async () => {
    await page.until(
      '21 cameras live',
      () => cameras(page).filter(({ state }) => state === 'live').length === CAMERAS,
    );
    const { unitId } = unitBySign(page, 'A1-01');
    const viewer = await openTestViewer(async (offer) => {
      const view = {
        viewId: newId(),
        unitId,
        operationId: page.all('operation')[0]!.operationId,
        purpose: '点调',
        offer,
      };
      const opened = await page.client.call(openView, view);
      if (!opened.ok) throw new Error(opened.error.code);
      return opened.value.answer;
    });
    await expect
      .poll(() => viewer.video.length > 10 && viewer.audio.length > 10, { timeout: 30_000 })
      .toBe(true);
    // Payload descriptor of four bytes, then the frame: its lowest bit is 0 in a key frame (RFC 6386 §9.1).
    const first = viewer.video[0]!;
    expect([first[12]! & 0x10, first[16]! & 1]).toEqual([0x10, 0]);
    viewer.close();
  });

  it('brings the phones back when the simulator dies, as new phones under the same units', async () => {
    simulator.kill();
    await page.until('the line is dead', () => onlineUnits(page) === 0);
    await page.until('27 phones again', () => onlineUnits(page) === UNITS);
    expect(page.all('unit')).toHaveLength(UNITS);
  });

  it('brings phones and seats back after a restart of the hub', async () => {
    page.close();
    await test.hub[Symbol.asyncDispose]();
    test = await openTestHub({ startSide, dataDir, drill: true });
    page = await signedIn(test);
    await page.until('27 phones', () => onlineUnits(page) === UNITS);
    expect((await test.must(readSetup, {})).drillSeats).toEqual(seats);
    await page.until(
      'cameras again',
      () => cameras(page).filter(({ state }) => state === 'live').length === CAMERAS,
    );
  });
});
