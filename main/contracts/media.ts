import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';
import { Instant, line, OperationId, UnitId, ViewId } from './ids.ts';

const Sdp = z.string().min(10).max(100_000);
const Answer = z.object({ answer: Sdp });

/** The caller's own uplink: `unit/<id>` from a field page, `seat/<sessionId>` from a console. */
export const openUplink = defineEndpoint({
  name: 'media.open_uplink',
  kind: 'query',
  access: 'av.talk',
  input: z.strictObject({ offer: Sdp }),
  output: Answer,
});

/** A viewer of a unit's uplink. The first open of a `viewId` is an event in the log, a rejoin is not. `purpose` is required (R110). */
export const openView = defineEndpoint({
  name: 'media.open_view', kind: 'query', access: 'av.open',
  input: z.strictObject({ viewId: ViewId, unitId: UnitId, operationId: OperationId.nullable(), purpose: line(100), offer: Sdp }), output: Answer,
}); // prettier-ignore

export const closeView = defineEndpoint({
  name: 'media.close_view',
  kind: 'query',
  access: 'av.open',
  input: z.strictObject({ viewId: ViewId }),
  output: z.object({}),
});
export const closeUplink = defineEndpoint({
  name: 'media.close_uplink',
  kind: 'query',
  access: 'av.talk',
  input: z.strictObject({}),
  output: z.object({}),
});

/**
 * Press-to-talk. From a seat: to the units named. From a field page (`unitIds` empty): to the own team and the seats
 * that listen. One speaker a listener: `floor_taken` names who speaks. Released by `talk_end`, by a cut link, or after 60 s.
 */
export const startTalk = defineEndpoint({
  name: 'media.start_talk', kind: 'query', access: 'av.talk',
  input: z.strictObject({ unitIds: z.array(UnitId).max(200), operationId: OperationId.nullable() }), output: z.object({ listening: z.array(z.string()) }),
}); // prettier-ignore
export const endTalk = defineEndpoint({
  name: 'media.end_talk',
  kind: 'query',
  access: 'av.talk',
  input: z.strictObject({}),
  output: z.object({}),
});

export const UplinkInfo = z.object({
  unitId: z.string(),
  state: z.enum(['connecting', 'live', 'lost', 'closed']),
  since: z.number(),
  kbps: z.number(),
  lossPct: z.number(),
  viewers: z.int(),
  hasVideo: z.boolean(),
  hasAudio: z.boolean(),
});
export type UplinkInfo = z.infer<typeof UplinkInfo>;

const stamp = { at: Instant, by: z.string() };
export const ViewingEvent = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('viewing_opened'), ...stamp, viewId: z.string(), unitId: z.string(), courtCode: z.string(), operationId: z.string().nullable(), viewerName: z.string(), viewerRole: z.string(), viewerCourt: z.string(), seat: z.string(), purpose: z.string() }),
  z.looseObject({ type: z.literal('viewing_closed'), ...stamp, viewId: z.string(), seconds: z.number() }),
  /** F24: somebody read the record, the report or the trail of an operation or a unit. */
  z.looseObject({ type: z.literal('record_opened'), ...stamp, viewId: z.string(), what: z.enum(['timeline', 'report', 'trail']), unitId: z.string().nullable(), courtCode: z.string(), operationId: z.string().nullable(), viewerName: z.string(), viewerRole: z.string(), viewerCourt: z.string(), seat: z.string() }),
  z.looseObject({ type: z.literal('talk_spoken'), ...stamp, viewId: z.string(), courtCode: z.string(), operationId: z.string().nullable(), talkerName: z.string(), unitIds: z.array(z.string()), seconds: z.number() }),
]); // prettier-ignore
export type ViewingEvent = z.infer<typeof ViewingEvent>;
