import type { RecordLine } from '#contracts/record.ts';
import zhRecord from '#renderer/i18n/zh-CN/record.json';
import type { Text } from '../../use-text.ts';

type EventName = keyof typeof zhRecord.event_name;

/** What happened, in a word; a type of a newer hub is shown as it is. */
export const eventName = (t: Text, type: string): string =>
  Object.hasOwn(zhRecord.event_name, type) ? t(`record:event_name.${type as EventName}`) : type;

/** A hash short enough for a column, still telling one from another. */
export const shortHash = (hash: string): string => `${hash.slice(0, 8)}…${hash.slice(-4)}`;

/** A hash in groups of eight, to be written down and read out. */
export const groupedHash = (hash: string): string => hash.match(/.{1,8}/g)?.join(' ') ?? hash;

/** `operation/01936000-…` → what the thing is, and the end of its id, by which two differ. */
export function streamParts(stream: string): { kind: string; tail: string } {
  const slash = stream.indexOf('/');
  return slash < 0
    ? { kind: stream, tail: '' }
    : { kind: stream.slice(0, slash), tail: stream.slice(slash + 1).slice(-6) };
}

/** Where the next older page begins; null at the first record. */
export const olderThan = (lines: readonly RecordLine[], more: boolean): number | null =>
  more && lines.length > 0 ? (lines.at(-1)?.seq ?? null) : null;

/** The content of a record as names and values, one line each; nested values as JSON. */
export const bodyRows = (body: Readonly<Record<string, unknown>>): [name: string, value: string][] =>
  Object.entries(body).map(([name, value]) => [
    name,
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : JSON.stringify(value),
  ]);
