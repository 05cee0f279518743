import { expect, it } from 'vitest';
import type { FixReport } from '#contracts/sync.ts';
import { fixFromPosition, isWorthSending, metersBetween } from '#renderer/field/sensors/fix-gate.ts';

const fix = (over: Partial<FixReport> = {}): FixReport => ({
  lng: 104.08, lat: 30.65, accuracyMeters: 10, headingDeg: null, speedMps: null, at: 0, ...over,
}); // prettier-ignore
const sent = { fix: fix(), sentAt: 0 };

it('sends the first fix', () => {
  expect(isWorthSending(null, fix(), 0)).toBe(true);
});

it('never sends twice within a second, however fast the unit moves', () => {
  expect(isWorthSending(sent, fix({ lng: 104.1, speedMps: 30 }), 999)).toBe(false);
  expect(isWorthSending(sent, fix({ lng: 104.1, speedMps: 30 }), 1_000)).toBe(true);
});

it('takes jitter within the accuracy for standing still, and still shows life every ten seconds', () => {
  expect(isWorthSending(sent, fix({ lat: 30.65003, accuracyMeters: 20 }), 5_000)).toBe(false);
  expect(isWorthSending(sent, fix({ lat: 30.65003, accuracyMeters: 20 }), 10_000)).toBe(true);
});

it('sends a fix that is twice as good at once', () => {
  expect(isWorthSending(sent, fix({ accuracyMeters: 4 }), 1_500)).toBe(true);
});

it('knows a metre', () => {
  expect(metersBetween({ lng: 104, lat: 30 }, { lng: 104, lat: 30.001 })).toBeCloseTo(111.3, 0);
  expect(metersBetween({ lng: 104, lat: 30 }, { lng: 104.001, lat: 30 })).toBeCloseTo(96.4, 0);
});

it('makes null of what a phone does not know, and nothing of what is no position', () => {
  const coords = {
    longitude: 104,
    latitude: 30,
    accuracy: 7,
    heading: NaN,
    speed: -1,
  } as GeolocationCoordinates;
  expect(fixFromPosition({ coords, timestamp: 12.6 })).toEqual({
    lng: 104,
    lat: 30,
    accuracyMeters: 7,
    headingDeg: null,
    speedMps: null,
    at: 13,
  });
  expect(fixFromPosition({ coords: { ...coords, longitude: 0, latitude: 0 }, timestamp: 1 })).toBeNull();
  expect(fixFromPosition({ coords: { ...coords, latitude: NaN }, timestamp: 1 })).toBeNull();
});
