import { expect, it } from 'vitest';
import type { z } from 'zod';
import type { RecordLine } from '#contracts/record.ts';
import { STREAMS } from '#domain/streams.ts';
import {
  bodyRows,
  eventName,
  groupedHash,
  olderThan,
  shortHash,
  streamParts,
} from '#renderer/console/features/audit/audit-view.ts';
import { createConsoleI18n } from '#renderer/console/i18n.ts';
import type { Text } from '#renderer/console/use-text.ts';
import { NOW } from '#support/build.ts';

const line = (seq: number): RecordLine => ({
  seq,
  at: NOW,
  stream: 'unit/x',
  type: 'unit_retired',
  actor: '',
  actorName: '',
  body: {},
  hash: '',
});

it('has a word in both languages for every event that may be recorded', () => {
  const types = Object.values(STREAMS).flatMap(({ schema }) =>
    (schema as z.ZodDiscriminatedUnion<z.ZodObject<{ type: z.ZodLiteral<string> }>[]>).options.map(
      (option) => option.shape.type.value,
    ),
  );
  for (const language of ['zh-CN', 'en'] as const) {
    const t = createConsoleI18n(language).t as unknown as Text;
    expect(types.filter((type) => eventName(t, type) === type)).toEqual([]);
    expect(eventName(t, 'comet_seen')).toBe('comet_seen');
  }
});

it('pages on below the last line, and stops at the first record', () => {
  expect(olderThan([line(9), line(7)], true)).toBe(7);
  expect(olderThan([line(2), line(1)], false)).toBeNull();
  expect(olderThan([], true)).toBeNull();
});

it('shows hashes, streams and contents so that one can be told from another', () => {
  const hash = 'eefc83acfd5723c87432a02d7e156cea5027f13149ba7e54a2a6d227308a7af2';
  expect(shortHash(hash)).toBe('eefc83ac…7af2');
  expect(groupedHash(hash).split(' ')).toHaveLength(8);
  expect(groupedHash(hash).replaceAll(' ', '')).toBe(hash);
  expect(streamParts('operation/01936000-0000-7000-8000-000000000200')).toEqual({
    kind: 'operation',
    tail: '000200',
  });
  expect(bodyRows({ a: 1, b: ['x'], c: null })).toEqual([
    ['a', '1'],
    ['b', '["x"]'],
    ['c', 'null'],
  ]);
});
