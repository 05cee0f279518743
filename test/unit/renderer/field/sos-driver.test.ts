import { expect, it, vi } from 'vitest';
import { createSosDriver } from '#renderer/field/state/sos-driver.ts';
import { sosIdle, type SosState } from '#renderer/field/sos/sos-machine.ts';
import { createManualClock } from '#support/client/manual-clock.ts';

function aDriver() {
  let state: SosState = sosIdle;
  const raise = vi.fn();
  const clock = createManualClock();
  const driver = createSosDriver({
    read: () => state,
    write: (next) => (state = next),
    raise,
    vibrate: () => undefined,
    clock,
  });
  return { driver, raise, clock, step: () => state.step };
}

it('raises exactly one alarm four seconds after the press, finger on or off', () => {
  const { driver, raise, clock, step } = aDriver();
  driver.press();
  clock.advance(2_000);
  driver.release();
  expect(step()).toBe('countdown');
  clock.advance(2_300);
  expect(raise).toHaveBeenCalledTimes(1);
  clock.advance(60_000);
  expect(raise).toHaveBeenCalledTimes(1);
  expect(step()).toBe('idle');
});

it('raises nothing after a cancel, and can be held again', () => {
  const { driver, raise, clock } = aDriver();
  driver.press();
  clock.advance(2_000);
  driver.cancel();
  clock.advance(10_000);
  expect(raise).not.toHaveBeenCalled();
  driver.press();
  clock.advance(5_000);
  expect(raise).toHaveBeenCalledTimes(1);
});

it('raises at once when the page goes away during the countdown', () => {
  const { driver, raise, clock } = aDriver();
  driver.press();
  clock.advance(1_500);
  driver.leave();
  expect(raise).toHaveBeenCalledTimes(1);
  clock.advance(10_000);
  expect(raise).toHaveBeenCalledTimes(1);
});
