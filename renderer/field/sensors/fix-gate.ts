import type { FixReport } from '#contracts/sync.ts';

/** Moving, a fix a second is enough; standing still, one every ten shows that the phone lives. */
const MOVING_EVERY_MS = 1_000;
const STILL_EVERY_MS = 10_000;
const WALKING_MPS = 0.7;
const METERS_PER_DEGREE = 111_320;

/** Metres between two near points; flat earth, good to a fraction of a percent below some kilometres. */
export function metersBetween(a: { lng: number; lat: number }, b: { lng: number; lat: number }): number {
  const dLat = (b.lat - a.lat) * METERS_PER_DEGREE;
  const dLng = (b.lng - a.lng) * METERS_PER_DEGREE * Math.cos(((a.lat + b.lat) / 2) * (Math.PI / 180));
  return Math.hypot(dLat, dLng);
}

/**
 * Whether a fresh fix goes to the hub: at most one a second while the unit moves or the fix got much better, else one
 * every ten seconds. Saves the phone's battery and the hub's fan-out. `sentAt` ms of the same clock as `now`.
 */
export function isWorthSending(
  last: { fix: FixReport; sentAt: number } | null,
  next: FixReport,
  now: number,
): boolean {
  if (!last) return true;
  const sinceMs = now - last.sentAt;
  if (sinceMs < MOVING_EVERY_MS) return false;
  if (sinceMs >= STILL_EVERY_MS) return true;
  const noiseMeters = Math.max(5, (next.accuracyMeters ?? 20) / 2);
  const moved = metersBetween(last.fix, next) > noiseMeters;
  const walking = next.speedMps !== null && next.speedMps > WALKING_MPS;
  const better = (next.accuracyMeters ?? Infinity) < (last.fix.accuracyMeters ?? Infinity) / 2;
  return moved || walking || better;
}

const within = (value: number | null | undefined, low: number, high: number): number | null =>
  value === null || value === undefined || !Number.isFinite(value) || value < low || value > high
    ? null
    : value;

/**
 * A browser's position as the hub takes it, or null when it is no position at all (some phones answer 0, 0 or NaN before
 * the first satellite).
 */
export function fixFromPosition({
  coords,
  timestamp,
}: Pick<GeolocationPosition, 'coords' | 'timestamp'>): FixReport | null {
  const lng = within(coords.longitude, -180, 180);
  const lat = within(coords.latitude, -90, 90);
  if (lng === null || lat === null || (lng === 0 && lat === 0)) return null;
  return {
    lng,
    lat,
    accuracyMeters: within(coords.accuracy, 0, 1e6),
    headingDeg: within(coords.heading, 0, 360),
    speedMps: within(coords.speed, 0, 200),
    at: Math.round(timestamp),
  };
}
