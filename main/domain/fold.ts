/** How a stream becomes a state. `null` before its first event; an event of a type it does not know changes nothing. */
export type Fold<S, E> = { evolve: (state: S | null, event: E) => S | null };

/** Milliseconds between two instants (UTC, RFC 3339). Pure: parses the text itself, `Date` does not exist here. */
export const millisecondsOf = (instant: string): number => {
  const [, y, mo, d, h, mi, s, ms] =
    /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,3})\d*)?Z$/.exec(instant) ?? [];
  if (y === undefined) throw new Error(`not an instant: ${instant.length} characters`);
  const year = Number(y) - (Number(mo) <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const monthFromMarch = (Number(mo) + 9) % 12;
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + Number(d) - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  const days = era * 146_097 + dayOfEra - 719_468;
  return (
    (((days * 24 + Number(h)) * 60 + Number(mi)) * 60 + Number(s)) * 1000 + Number((ms ?? '0').padEnd(3, '0'))
  );
};
