import type { Text } from './use-text.ts';

const ZONE = 'Asia/Shanghai';
const clock = new Intl.DateTimeFormat('zh-CN', {
  timeZone: ZONE,
  hour12: false,
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const short = new Intl.DateTimeFormat('zh-CN', {
  timeZone: ZONE,
  hour12: false,
  hour: '2-digit',
  minute: '2-digit',
});
const day = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short' });

const milliseconds = (at: string | number): number => (typeof at === 'number' ? at : Date.parse(at));

/** `09:28:41`, in Beijing. */
export const clockTime = (at: string | number): string => clock.format(milliseconds(at));
/** `09:28`, in Beijing. */
export const shortTime = (at: string | number): string => short.format(milliseconds(at));
/** `2026-11-24`, in Beijing. */
export const dayOf = (at: string | number): string => day.format(milliseconds(at));
/** `2026-11-24 09:28:41`, in Beijing. */
export const dateTime = (at: string | number): string => `${dayOf(at)} ${clockTime(at)}`;
/** The time alone when it is of the same day in Beijing as `now`, else with its day. */
export const timeSeenFrom = (at: string | number, nowMs: number): string =>
  dayOf(at) === dayOf(nowMs) ? clockTime(at) : `${dayOf(at).slice(5)} ${shortTime(at)}`;

const two = (n: number) => String(n).padStart(2, '0');

/** A running time: `00:07`, `48:02`, `1:12:40`, and from a day on `3d 04:10`. Never negative. */
export function elapsed(ms: number): string {
  const s = Math.max(0, Math.floor(ms / 1000));
  const hours = Math.floor(s / 3600);
  const minutes = Math.floor(s / 60) % 60;
  if (hours >= 24) return `${Math.floor(hours / 24)}d ${two(hours % 24)}:${two(minutes)}`;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(s % 60)}` : `${two(minutes)}:${two(s % 60)}`;
}

/** An age in its largest whole unit: 「51 秒」「6 分」. */
export function age(t: Text, ms: number): string {
  const s = Math.max(0, Math.round(ms / 1000));
  if (s < 120) return t('console:time.seconds', { n: s });
  if (s < 7200) return t('console:time.minutes', { n: Math.floor(s / 60) });
  if (s < 172_800) return t('console:time.hours', { n: Math.floor(s / 3600) });
  return t('console:time.days', { n: Math.floor(s / 86_400) });
}

const yuan = new Intl.NumberFormat('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
export const money = (amount: number): string => yuan.format(amount);

/** `104.0812, 30.6523`: longitude, latitude, WGS-84. */
export const lngLat = ({ lng, lat }: { lng: number; lat: number }): string =>
  `${lng.toFixed(5)}, ${lat.toFixed(5)}`;

/** Value of an `<input type=datetime-local>` in Beijing time, and back to an instant. */
export const toLocalInput = (at: string): string => `${dayOf(at)}T${shortTime(at)}`;
export const fromLocalInput = (value: string): string => new Date(`${value}:00+08:00`).toISOString();
