import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';
import { CommandId, IncidentId, Instant, Lat, Lng, line, OperationId, UnitId, text } from './ids.ts';

export const INCIDENT_KINDS = [
  'violence', // 暴力抗法
  'siege', // 围堵
  'self_harm', // 自伤自残
  'crowd', // 群体访
  'injury', // 伤病
  'device_snatched', // 抢夺设备
  'fire', // 火情
  'contact_lost', // 失联
  'refusal_to_assist', // 拒绝协助
  'public_opinion', // 舆情
  'unspecified', // SOS 未说明
] as const;
export const IncidentKind = z.enum(INCIDENT_KINDS);
export type IncidentKind = z.infer<typeof IncidentKind>;

/** Four grades of 法发〔2009〕50号: 一般 较大 重大 特别重大. */
export const INCIDENT_GRADES = ['general', 'fairly_serious', 'serious', 'extremely_serious'] as const;
export const IncidentGrade = z.enum(INCIDENT_GRADES);
export type IncidentGrade = z.infer<typeof IncidentGrade>;

export const INCIDENT_STATES = [
  'raised', 'confirmed', 'false_alarm', 'graded', 'responding', 'controlled', 'resolved', 'reviewed', 'closed',
] as const; // prettier-ignore
export const IncidentState = z.enum(INCIDENT_STATES);
export type IncidentState = z.infer<typeof IncidentState>;

/** Steps of an emergency police call: 已发送 警方已受理 出警 到场 移交 完成. */
export const POLICE_STEPS = ['asked', 'accepted', 'turned_out', 'on_scene', 'handed_over', 'done'] as const;

/** Where the alarm was raised, with the age that the fix had then. Metres, milliseconds. */
export const AlarmPosition = z.strictObject({
  lng: Lng,
  lat: Lat,
  accuracyMeters: z.number().nonnegative().nullable(),
  ageMs: z.int().nonnegative(),
});
export type AlarmPosition = z.infer<typeof AlarmPosition>;

const command = { commandId: CommandId, incidentId: IncidentId };
const Version = z.object({ version: z.int() });

/** From the field page: held 1 s, cancellable for 3 s there; what arrives here is meant. */
export const RaiseSos = z.strictObject({ ...command, position: AlarmPosition.nullable(), raisedAt: Instant });
export type RaiseSos = z.infer<typeof RaiseSos>;
export const raiseSos = defineEndpoint({
  name: 'incident.raise_sos',
  kind: 'command',
  access: 'field.act',
  input: RaiseSos,
  output: Version,
});

/** From a seat: a call, a report by voice, a rule. */
export const RaiseIncident = z.strictObject({
  ...command,
  kind: IncidentKind,
  source: z.enum(['voice', 'phone', 'higher_court', 'rule']),
  operationId: OperationId.nullable(),
  unitId: UnitId.nullable(),
  position: AlarmPosition.nullable(),
  note: line(500),
});
export type RaiseIncident = z.infer<typeof RaiseIncident>;
export const raiseIncident = defineEndpoint({
  name: 'incident.raise',
  kind: 'command',
  access: 'incident.raise',
  input: RaiseIncident,
  output: Version,
});

/** Stops the sound at this seat's court and names who has seen it. Acknowledged is not confirmed, and not resolved. */
export const AcknowledgeIncident = z.strictObject(command);
export type AcknowledgeIncident = z.infer<typeof AcknowledgeIncident>;
export const acknowledgeIncident = defineEndpoint({
  name: 'incident.acknowledge',
  kind: 'command',
  access: 'incident.handle',
  input: AcknowledgeIncident,
  output: Version,
});

export const ConfirmIncident = z.strictObject({ ...command, kind: IncidentKind });
export type ConfirmIncident = z.infer<typeof ConfirmIncident>;
export const confirmIncident = defineEndpoint({
  name: 'incident.confirm',
  kind: 'command',
  access: 'incident.handle',
  input: ConfirmIncident,
  output: Version,
});

/** 误报: the reason now, and a second person's review before it leaves the screen. */
export const CallFalseAlarm = z.strictObject({ ...command, reason: line(500) });
export type CallFalseAlarm = z.infer<typeof CallFalseAlarm>;
export const callFalseAlarm = defineEndpoint({
  name: 'incident.call_false_alarm',
  kind: 'command',
  access: 'incident.handle',
  input: CallFalseAlarm,
  output: Version,
});

export const GradeIncident = z.strictObject({
  ...command,
  grade: IncidentGrade,
  reason: text(500),
});
export type GradeIncident = z.infer<typeof GradeIncident>;
export const gradeIncident = defineEndpoint({
  name: 'incident.grade',
  kind: 'command',
  access: 'incident.grade',
  input: GradeIncident,
  output: Version,
});

/** Moves along responding → controlled → resolved. `note` is the disposition at `resolved` and must not be empty there. */
export const AdvanceIncident = z.strictObject({
  ...command,
  to: z.enum(['responding', 'controlled', 'resolved']),
  note: text(1000),
});
export type AdvanceIncident = z.infer<typeof AdvanceIncident>;
export const advanceIncident = defineEndpoint({
  name: 'incident.advance',
  kind: 'command',
  access: 'incident.handle',
  input: AdvanceIncident,
  output: Version,
});

/** 复盘 and 关闭; a false alarm is closed by its reviewer. Needs the duty chief or commander, and a second person for a false alarm. */
export const ReviewIncident = z.strictObject({
  ...command,
  to: z.enum(['reviewed', 'closed']),
  note: line(1000),
});
export type ReviewIncident = z.infer<typeof ReviewIncident>;
export const reviewIncident = defineEndpoint({
  name: 'incident.review',
  kind: 'command',
  access: 'incident.review',
  input: ReviewIncident,
  output: Version,
});

export const RecordPoliceCall = z.strictObject({
  ...command,
  step: z.enum(POLICE_STEPS),
  station: text(80),
  number: text(60),
});
export type RecordPoliceCall = z.infer<typeof RecordPoliceCall>;
export const recordPoliceCall = defineEndpoint({
  name: 'incident.record_police_call',
  kind: 'command',
  access: 'police.call',
  input: RecordPoliceCall,
  output: Version,
});

const stamp = { at: Instant, by: z.string() };
const id = { incidentId: z.string() };
export const IncidentEvent = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('incident_raised'), ...stamp, ...id, kind: IncidentKind, source: z.enum(['sos', 'voice', 'phone', 'higher_court', 'rule']), courtCode: z.string(), placeCourtCode: z.string(), operationId: z.string().nullable(), siteId: z.string().nullable(), unitId: z.string().nullable(), position: AlarmPosition.nullable(), note: z.string(), occurredAt: Instant, drill: z.boolean() }),
  z.looseObject({ type: z.literal('incident_trigger_added'), ...stamp, ...id, kind: IncidentKind, unitId: z.string().nullable(), note: z.string(), position: AlarmPosition.nullable().optional(), occurredAt: Instant.optional() }),
  z.looseObject({ type: z.literal('incident_acknowledged'), ...stamp, ...id, courtCode: z.string(), name: z.string() }),
  z.looseObject({ type: z.literal('incident_confirmed'), ...stamp, ...id, kind: IncidentKind, name: z.string() }),
  z.looseObject({ type: z.literal('incident_called_false'), ...stamp, ...id, reason: z.string(), name: z.string() }),
  z.looseObject({ type: z.literal('incident_graded'), ...stamp, ...id, from: IncidentGrade.nullable(), grade: IncidentGrade, reason: z.string(), name: z.string() }),
  z.looseObject({ type: z.literal('incident_advanced'), ...stamp, ...id, from: IncidentState, to: IncidentState, note: z.string(), name: z.string() }),
  z.looseObject({ type: z.literal('incident_escalated'), ...stamp, ...id, level: z.enum(['duty_chief', 'supervisor']), afterSeconds: z.int() }),
  z.looseObject({ type: z.literal('police_call_recorded'), ...stamp, ...id, step: z.enum(POLICE_STEPS), station: z.string(), number: z.string() }),
]); // prettier-ignore
export type IncidentEvent = z.infer<typeof IncidentEvent>;
