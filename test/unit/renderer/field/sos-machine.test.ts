import { describe, expect, it } from 'vitest';
import {
  CANCEL_MS,
  evolveSos,
  HOLD_MS,
  type SosInput,
  sosIdle,
  sosRing,
  type SosState,
} from '#renderer/field/sos/sos-machine.ts';

const run = (...inputs: SosInput[]): SosState => inputs.reduce(evolveSos, sosIdle);

describe('the SOS key', () => {
  it('does nothing when it was only touched', () => {
    expect(
      run(
        { type: 'pressed', now: 0 },
        { type: 'ticked', now: HOLD_MS - 1 },
        { type: 'released', now: HOLD_MS - 1 },
      ),
    ).toEqual({ step: 'idle' });
  });

  it('counts down once it was held for a second, and goes on when let go', () => {
    expect(
      run(
        { type: 'pressed', now: 0 },
        { type: 'ticked', now: HOLD_MS },
        { type: 'released', now: HOLD_MS + 10 },
      ),
    ).toEqual({
      step: 'countdown',
      since: HOLD_MS,
    });
  });

  it('counts a full hold even when no tick came in between', () => {
    expect(run({ type: 'pressed', now: 0 }, { type: 'released', now: HOLD_MS })).toEqual({
      step: 'countdown',
      since: HOLD_MS,
    });
  });

  it('raises at the end of the countdown and not before', () => {
    const held: SosInput[] = [
      { type: 'pressed', now: 0 },
      { type: 'ticked', now: HOLD_MS },
    ];
    expect(run(...held, { type: 'ticked', now: HOLD_MS + CANCEL_MS - 1 }).step).toBe('countdown');
    expect(run(...held, { type: 'ticked', now: HOLD_MS + CANCEL_MS }).step).toBe('raised');
  });

  it('can be taken back during the countdown, not afterwards', () => {
    const held: SosInput[] = [
      { type: 'pressed', now: 0 },
      { type: 'ticked', now: HOLD_MS },
    ];
    expect(run(...held, { type: 'cancelled' })).toEqual({ step: 'idle' });
    expect(run(...held, { type: 'ticked', now: HOLD_MS + CANCEL_MS }, { type: 'cancelled' }).step).toBe(
      'raised',
    );
  });

  it('a second press during the countdown neither restarts nor cancels it', () => {
    const state = run(
      { type: 'pressed', now: 0 },
      { type: 'ticked', now: HOLD_MS },
      { type: 'pressed', now: 1_500 },
      { type: 'released', now: 1_600 },
    );
    expect(state).toEqual({ step: 'countdown', since: HOLD_MS });
  });

  it('is sent at once when the page is taken away during the countdown, and forgotten during the hold', () => {
    expect(
      run({ type: 'pressed', now: 0 }, { type: 'ticked', now: HOLD_MS }, { type: 'leaving', now: 1_200 }),
    ).toEqual({ step: 'raised', at: 1_200 });
    expect(run({ type: 'pressed', now: 0 }, { type: 'leaving', now: 500 })).toEqual({ step: 'idle' });
  });

  it('draws a ring that grows while held and empties while it may be cancelled', () => {
    expect(sosRing({ step: 'holding', since: 0 }, HOLD_MS / 2)).toBe(0.5);
    expect(sosRing({ step: 'countdown', since: 0 }, CANCEL_MS / 3)).toBeCloseTo(2 / 3);
    expect(sosRing(sosIdle, 99)).toBe(0);
  });
});
