/** How a stream becomes a state. `null` before its first event; an event of a type it does not know changes nothing. */
export type Fold<S, E> = { evolve: (state: S | null, event: E) => S | null };

/** Milliseconds since 1970 of an instant (UTC, RFC 3339; seconds may be left out). Pure: `Date` does not exist here. */
export const millisecondsOf = (instant: string): number => {
  const [, y, mo, d, h, mi, s, ms] =
    /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3})\d*)?)?Z$/.exec(instant) ?? [];
  if (y === undefined) throw new Error(`not an instant: ${instant.length} characters`);
  const year = Number(y) - (Number(mo) <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const monthFromMarch = (Number(mo) + 9) % 12;
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + Number(d) - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  const days = era * 146_097 + dayOfEra - 719_468;
  return (
    (((days * 24 + Number(h)) * 60 + Number(mi)) * 60 + Number(s ?? 0)) * 1000 +
    Number((ms ?? '0').padEnd(3, '0'))
  );
};

const DAY_MS = 86_400_000;
const BEIJING_MS = 8 * 3_600_000; // no summer time since 1991

/** Days since 1970-01-01 (a Thursday) on the calendar in Beijing, at that instant. */
export const beijingDayOf = (instant: string): number =>
  Math.floor((millisecondsOf(instant) + BEIJING_MS) / DAY_MS);

/** `YYYY-MM-DD` on the calendar in Beijing, at that instant. */
export function beijingDateOf(instant: string): string {
  const shifted = beijingDayOf(instant) + 719_468; // days since 0000-03-01
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const digits = (value: number, length: number) => String(value).padStart(length, '0');
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`;
}

/** Mondays to Fridays after `from` up to and including `to`, both in days since 1970-01-01; holidays are not known. */
export function workingDaysBetween(from: number, to: number): number {
  const before = (day: number) => {
    const sinceMonday = day + 3; // 1969-12-29 was a Monday
    const weeks = Math.floor(sinceMonday / 7);
    return weeks * 5 + Math.min(sinceMonday - weeks * 7, 5);
  };
  return Math.max(0, before(to + 1) - before(from + 1));
}
