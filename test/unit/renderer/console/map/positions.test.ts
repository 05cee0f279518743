import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { encodePositionFrame, type FramedFix } from '#contracts/position-frame.ts';
import type { DownMessage } from '#contracts/sync.ts';
import type { HubClient } from '#renderer/client/hub-client.ts';
import { openPositions } from '#renderer/console/map/positions.ts';
import { createConsoleStore } from '#renderer/console/state/create-console-store.ts';
import type { Session } from '#renderer/console/state/session-slice.ts';
import { aCaller, NOW_MS } from '#support/build.ts';

const nowhere = { get: () => null, set: () => undefined };

/** A hub that says what the test says. */
function aHub() {
  const frames = new Set<(frame: ArrayBuffer) => void>();
  const messages = new Set<(message: DownMessage) => void>();
  const hub = {
    link: () => ({ state: 'online', pending: 0 }),
    hubNow: () => NOW_MS,
    setToken: () => undefined,
    onFrame: (listener: (frame: ArrayBuffer) => void) => (
      frames.add(listener),
      () => frames.delete(listener)
    ),
    onMessage: (listener: (message: DownMessage) => void) => (
      messages.add(listener),
      () => messages.delete(listener)
    ),
  } as unknown as HubClient;
  const store = createConsoleStore(hub, { seat: nowhere, window: nowhere, screenWidth: 1920 });
  store.setState({ slots: new Map([[0, 'u0'], [1, 'u1']]), session: { token: 't', caller: aCaller() } as Session }); // prettier-ignore
  return {
    hub,
    store,
    listeners: () => frames.size + messages.size,
    send: (buffer: ArrayBuffer) => frames.forEach((listener) => listener(buffer)),
    fixes: (...fixes: FramedFix[]) =>
      frames.forEach((listener) => listener(encodePositionFrame(NOW_MS, fixes))),
    say: (message: DownMessage) => messages.forEach((listener) => listener(message)),
  };
}

const aFix = (slot: number, part: Partial<FramedFix> = {}): FramedFix => ({
  slot,
  lng: 106.5,
  lat: 29.5,
  at: NOW_MS - 3000,
  headingDeg: 90,
  speedMps: 2,
  ...part,
});

describe('positions', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('knows a unit’s last position by its id, and tells who moved', () => {
    const { hub, store, fixes } = aHub();
    const positions = openPositions(hub, store);
    const moved = vi.fn();
    positions.onMove(moved);
    fixes(aFix(1), aFix(0, { lng: 104.1 }));
    fixes(aFix(1, { lng: 106.6, headingDeg: null, speedMps: null }));
    expect(positions.fixOf('u1')).toEqual({
      lng: 106.6,
      lat: 29.5,
      at: NOW_MS - 3000,
      headingDeg: null,
      speedMps: null,
    });
    expect(positions.fixOf('u0')?.lng).toBeCloseTo(104.1, 6);
    expect(moved.mock.calls).toEqual([[['u1', 'u0']], [['u1']]]);
  });

  it('ignores a slot that stands for nobody, and bytes that are no frame', () => {
    const { hub, store, fixes, send } = aHub();
    const positions = openPositions(hub, store);
    const moved = vi.fn();
    positions.onMove(moved);
    fixes(aFix(7));
    send(new ArrayBuffer(3));
    send(Uint8Array.from({ length: 32 }, () => 255).buffer);
    expect(positions.fixes().size).toBe(0);
    expect(moved).not.toHaveBeenCalled();
  });

  it('tells the boards once a second when positions were taken, and is silent while nothing moves', () => {
    const { hub, store, fixes } = aHub();
    openPositions(hub, store);
    const told = vi.fn();
    store.subscribe(told);
    fixes(aFix(0));
    fixes(aFix(0, { at: NOW_MS }), aFix(1));
    expect(store.getState().fixTimes.size).toBe(0);
    vi.advanceTimersByTime(1000);
    expect([...store.getState().fixTimes]).toEqual([['u0', NOW_MS], ['u1', NOW_MS - 3000]]); // prettier-ignore
    vi.advanceTimersByTime(5000);
    expect(told).toHaveBeenCalledTimes(1);
  });

  it('forgets a unit that is gone, and those that a new snapshot does not have', () => {
    const { hub, store, fixes, say } = aHub();
    const positions = openPositions(hub, store);
    const moved = vi.fn();
    fixes(aFix(0), aFix(1));
    positions.onMove(moved);
    say({ t: 'gone', stream: 'unit/u0' });
    expect([...positions.fixes().keys()]).toEqual(['u1']);
    expect(moved).toHaveBeenLastCalledWith(null);
    say({ t: 'gone', stream: 'order/u1' });
    say({ t: 'snapshot', head: 1, streams: [{ stream: 'unit/u1', version: 1, state: {} }] });
    expect(positions.fixOf('u1')).toBeDefined();
    say({ t: 'snapshot', head: 2, streams: [] });
    expect(positions.fixes().size).toBe(0);
    vi.advanceTimersByTime(1000);
    expect(store.getState().fixTimes.size).toBe(0);
  });

  it('forgets everybody at the sign-out', () => {
    const { hub, store, fixes } = aHub();
    const positions = openPositions(hub, store);
    fixes(aFix(0));
    store.setState({ session: null });
    expect(positions.fixes().size).toBe(0);
  });

  it('hears nothing more once closed', () => {
    const { hub, store, fixes, listeners } = aHub();
    const positions = openPositions(hub, store);
    fixes(aFix(0));
    positions.close();
    expect(listeners()).toBe(0);
    vi.advanceTimersByTime(5000);
    expect(store.getState().fixTimes.size).toBe(0);
  });
});
