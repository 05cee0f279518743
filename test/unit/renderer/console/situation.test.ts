import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { z } from 'zod';
import { type StreamKind, STREAMS } from '#domain/streams.ts';
import { recordSentence } from '#renderer/console/features/situation/record-sentence.ts';
import { lineOf, tellsOf, withLines } from '#renderer/console/features/situation/use-timeline.ts';
import { firstOperation } from '#renderer/console/features/situation/use-first-operation.ts';
import { createConsoleI18n } from '#renderer/console/i18n.ts';
import { everybody, talkTargets } from '#renderer/console/media/talk-targets.ts';
import { siteKey } from '#renderer/console/state/site-key.ts';
import type { Text } from '#renderer/console/use-text.ts';
import { replicaOf } from '#support/client/fake-client.ts';
import { anyEventOf } from '#support/any-event.ts';
import { anId, anOperation, anOrder, aSite, aTeam, aUnit, NOW } from '#support/build.ts';

const OPERATION = anId(0x200);
const typesOf = (kind: StreamKind) =>
  (
    STREAMS[kind].schema as z.ZodDiscriminatedUnion<z.ZodObject<{ type: z.ZodLiteral<string> }>[]>
  ).options.map((option) => option.shape.type.value);
const t = createConsoleI18n('zh-CN').t as unknown as Text;
const nameOf = { unit: (id: string) => (id === anId(0x100) ? 'A1-01' : 'B-01'), site: () => '现场甲' };
const say = (type: string, body: Record<string, unknown>) =>
  recordSentence(t, { type, body, actorName: '林' }, nameOf);

it('says what was recorded in the words of the field', () => {
  expect(say('site_advanced', { siteId: 'x', from: 'on_scene', to: 'executing' })).toBe(
    '现场甲：到场 → 实施中',
  );
  expect(say('order_issued', { unitIds: [anId(0x100), 'other'], text: '待命' })).toBe(
    '指令 → A1-01 B-01：待命',
  );
  expect(say('incident_raised', { unitId: anId(0x100), kind: 'violence' })).toBe('A1-01 暴力抗法');
  expect(say('order_reassigned', { fromUnitId: anId(0x100), toUnitId: 'other' })).toBe('A1-01 改派 B-01');
  expect(say('operation_approved', { documentNumber: '批1号' })).toBe('批准，批1号');
});

it('names an unknown record by its type, and shows a state that it does not know as it is', () => {
  expect(say('comet_seen', {})).toBe('comet_seen');
  expect(say('site_advanced', { siteId: 'x', from: 'on_scene', to: 'levitating' })).toContain('levitating');
});

it('has a sentence without a hole for every record that there is', () => {
  for (const kind of Object.keys(STREAMS) as StreamKind[]) {
    for (const type of typesOf(kind)) {
      fc.assert(
        fc.property(anyEventOf(kind, type), ({ type: _type, ...body }) => {
          const sentence = say(type, body);
          expect(sentence).not.toContain('{{');
          expect(sentence).not.toBe(type);
        }),
        { numRuns: 20 },
      );
    }
  }
});

it('knows which events tell of an operation', () => {
  const replica = replicaOf({
    'order/o1': anOrder([], { orderId: 'o1', operationId: OPERATION }),
    'order/o2': anOrder([], { orderId: 'o2' }),
  });
  const heard = (stream: string, event = {}) => ({
    seq: 1,
    stream,
    version: 1,
    at: NOW,
    actor: 'x',
    event: { type: 'x', ...event },
  });
  expect(tellsOf(OPERATION, heard(`operation/${OPERATION}`), replica)).toBe(true);
  expect(tellsOf(OPERATION, heard('operation/other'), replica)).toBe(false);
  expect(tellsOf(OPERATION, heard('viewing/v', { operationId: OPERATION }), replica)).toBe(true);
  expect(tellsOf(OPERATION, heard('order/o1'), replica)).toBe(true);
  expect(tellsOf(OPERATION, heard('order/o2'), replica)).toBe(false);
});

it('takes each record once, in the order of the log, whichever way it came', () => {
  const line = (seq: number) =>
    lineOf({ seq, stream: 's', version: 1, at: NOW, actor: 'x', event: { type: 'a', note: seq } });
  const known = [line(1), line(4)];
  expect(withLines(known, [line(4)])).toBe(known);
  expect(withLines(known, [line(5), line(2), line(4)]).map((one) => one.seq)).toEqual([1, 2, 4, 5]);
  expect(line(7)).toMatchObject({ type: 'a', body: { note: 7 } });
});

it('begins a shift with the operation that needs it most', () => {
  const operation = (n: number, state: 'incident' | 'executing' | 'approved', plannedStart = NOW) =>
    anOperation({ operationId: anId(n), phase: 'approved', plannedStart, sites: [aSite({ state })] });
  const draft = anOperation({ operationId: anId(9), phase: 'draft' });
  expect(
    firstOperation([draft, operation(1, 'approved'), operation(2, 'executing'), operation(3, 'incident')])
      ?.operationId,
  ).toBe(anId(3));
  expect(
    firstOperation([operation(1, 'approved', '2026-11-01T00:00:00.000Z'), operation(2, 'approved')])
      ?.operationId,
  ).toBe(anId(2));
  expect(firstOperation([draft])).toBeUndefined();
});

it('talks to the marked units before the picked one, to a picked site, and only to those with a phone', () => {
  const [a, b, deaf] = [anId(0x101), anId(0x102), anId(0x103)];
  const assignment = { operationId: OPERATION, siteId: anId(0x300), teamId: anId(0x400) } as never;
  const replica = replicaOf({
    [`unit/${a}`]: aUnit({ unitId: a, assignment }),
    [`unit/${b}`]: aUnit({ unitId: b, assignment }),
    [`unit/${deaf}`]: aUnit({ unitId: deaf, assignment, deviceName: null }),
    [`operation/${OPERATION}`]: anOperation({
      sites: [aSite({}, { commanderUnitId: b })],
      teams: [aTeam({ unitIds: [a, deaf] })],
    }),
  });
  const nobody = { unitIds: [], operationId: null };
  expect(talkTargets({ replica, targets: new Set(), picked: null })).toEqual(nobody);
  expect(talkTargets({ replica, targets: new Set([deaf]), picked: { kind: 'unit', id: a } })).toEqual(nobody);
  expect(talkTargets({ replica, targets: new Set([b]), picked: { kind: 'unit', id: a } })).toEqual({
    unitIds: [b],
    operationId: OPERATION,
  });
  expect(
    talkTargets({
      replica,
      targets: new Set(),
      picked: { kind: 'site', id: siteKey(OPERATION, anId(0x300)) },
    }),
  ).toEqual({ unitIds: [a, b], operationId: OPERATION });
  expect(everybody({ replica, operationId: OPERATION }).unitIds.sort()).toEqual([a, b]);
  expect(everybody({ replica, operationId: null })).toEqual(nobody);
});
