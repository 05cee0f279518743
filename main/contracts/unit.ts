import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';
import { CommandId, CourtCode, Instant, line, UnitId, text } from './ids.ts';

/** What moves on the map and receives orders: a person with his terminal, or a vehicle. */
export const UNIT_KINDS = ['officer', 'bailiff', 'assistant', 'vehicle'] as const; // 执行人员 司法警察 辅助人员 车辆
export const UnitKind = z.enum(UNIT_KINDS);
export type UnitKind = z.infer<typeof UnitKind>;

/** 备勤 已派 途中 到场 返程 不可用. 求救 comes from an open incident, 失联 from the heartbeat, 离线 from presence. */
export const UNIT_STATUSES = [
  'standby',
  'assigned',
  'en_route',
  'on_scene',
  'returning',
  'unavailable',
] as const;
export const UnitStatus = z.enum(UNIT_STATUSES);
export type UnitStatus = z.infer<typeof UnitStatus>;

export const UnitProfile = z.strictObject({
  kind: UnitKind,
  /** Short, spoken on the radio: A1-01, BLF-3, V2. */
  callSign: line(16),
  name: line(40),
  sex: z.enum(['female', 'male']).nullable(),
  /** Last day on which the 执行公务证 is valid, for officers. */
  enforcementIdUntil: z.iso.date().nullable(),
  policeNumber: text(20),
  plate: text(12),
  /** Number of the bound 执法记录仪; empty: none. */
  cameraLabel: text(24),
  skills: z.array(line(20)).max(12),
});
export type UnitProfile = z.infer<typeof UnitProfile>;

const command = { commandId: CommandId, unitId: UnitId };
const Version = z.object({ version: z.int() });

/** Registers the unit at the caller's court, or replaces its profile. */
export const RegisterUnit = z.strictObject({ ...command, courtCode: CourtCode, profile: UnitProfile });
export type RegisterUnit = z.infer<typeof RegisterUnit>;
export const registerUnit = defineEndpoint({
  name: 'unit.register',
  kind: 'command',
  access: 'roster.manage',
  input: RegisterUnit,
  output: Version,
});

export const RetireUnit = z.strictObject({ ...command, reason: line(300) });
export type RetireUnit = z.infer<typeof RetireUnit>;
export const retireUnit = defineEndpoint({
  name: 'unit.retire',
  kind: 'command',
  access: 'roster.manage',
  input: RetireUnit,
  output: Version,
});

/** One-time code for a phone; an older unused code of the unit dies. */
export const CreateEnrolment = z.strictObject(command);
export type CreateEnrolment = z.infer<typeof CreateEnrolment>;
export const createEnrolment = defineEndpoint({
  name: 'unit.create_enrolment', kind: 'command', access: 'roster.enrol', input: CreateEnrolment,
  /** `urls`: one for each address that phones may reach the hub by; `trustUrl`: where the phone gets the hub's CA. */
  output: z.object({ code: z.string(), expiresAt: Instant, urls: z.array(z.string()), trustUrls: z.array(z.string()), caFingerprint: z.string() }),
}); // prettier-ignore

export const RevokeDevice = z.strictObject({ ...command, reason: line(300) });
export type RevokeDevice = z.infer<typeof RevokeDevice>;
export const revokeDevice = defineEndpoint({
  name: 'unit.revoke_device',
  kind: 'command',
  access: 'roster.enrol',
  input: RevokeDevice,
  output: Version,
});

/** The status key on the field page. */
export const SetUnitStatus = z.strictObject({
  ...command,
  status: z.enum(['standby', 'en_route', 'on_scene', 'returning', 'unavailable']),
  reason: text(200),
  occurredAt: Instant,
});
export type SetUnitStatus = z.infer<typeof SetUnitStatus>;
export const setUnitStatus = defineEndpoint({
  name: 'unit.set_status',
  kind: 'command',
  access: 'field.act',
  input: SetUnitStatus,
  output: Version,
});

/** The field page asks for instructions: 「A 组已到位，请示」 is a message; this is only the roll-call answer 到位. */
export const enrolDevice = defineEndpoint({
  name: 'field.enrol', kind: 'command', access: 'public',
  input: z.strictObject({ commandId: CommandId, code: z.string().trim().min(8).max(64), deviceName: line(60) }),
  output: z.object({ token: z.string(), unitId: z.string(), courtCode: z.string() }),
}); // prettier-ignore

const stamp = { at: Instant, by: z.string() };
const id = { unitId: z.string() };
export const UnitEvent = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('unit_registered'), ...stamp, ...id, courtCode: z.string(), profile: UnitProfile, drill: z.boolean() }),
  z.looseObject({ type: z.literal('unit_profile_changed'), ...stamp, ...id, profile: UnitProfile }),
  z.looseObject({ type: z.literal('unit_retired'), ...stamp, ...id, reason: z.string() }),
  z.looseObject({ type: z.literal('enrolment_created'), ...stamp, ...id, expiresAt: Instant }),
  z.looseObject({ type: z.literal('device_enrolled'), ...stamp, ...id, deviceName: z.string() }),
  z.looseObject({ type: z.literal('device_revoked'), ...stamp, ...id, reason: z.string() }),
  z.looseObject({ type: z.literal('unit_assigned'), ...stamp, ...id, operationId: z.string(), siteId: z.string().nullable(), teamId: z.string() }),
  z.looseObject({ type: z.literal('unit_released'), ...stamp, ...id, operationId: z.string() }),
  z.looseObject({ type: z.literal('unit_status_changed'), ...stamp, ...id, status: UnitStatus, reason: z.string(), occurredAt: Instant }),
  z.looseObject({ type: z.literal('unit_contact_lost'), ...stamp, ...id, lastHeardAt: Instant }),
  z.looseObject({ type: z.literal('unit_contact_restored'), ...stamp, ...id }),
]); // prettier-ignore
export type UnitEvent = z.infer<typeof UnitEvent>;
