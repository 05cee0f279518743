import { z } from 'zod';

/** Roles of DOMAIN §1.1. One account holds one role at one court. */
export const ROLES = [
  'operator', // 值班操作员
  'duty_chief', // 值班长
  'commander', // 总指挥
  'on_scene_commander', // 现场指挥员
  'officer', // 执行人员、司法警察（现场端）
  'supervisor', // 上级法院监督员
  'coordinator', // 跨区域协调员
  'approver', // 审批人
  'auditor', // 审计员
  'system_admin', // 系统管理员
  'security_admin', // 安全管理员
] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

/** Roles that sit at a console; the other two carry a field page. */
export const SEAT_ROLES: readonly Role[] = ROLES.filter(
  (role) => role !== 'officer' && role !== 'on_scene_commander',
);

/** Who asks: fixed at sign-in or enrolment, never taken from a message. */
export const Caller = z.strictObject({
  /** Account id at a seat, unit id on a field page. */
  id: z.string(),
  name: z.string(),
  role: Role,
  courtCode: z.string(),
  /** The unit this caller is, on a field page. */
  unitId: z.string().nullable(),
  sessionId: z.string(),
  /** Name of the seat or of the device. */
  seat: z.string(),
});
export type Caller = z.infer<typeof Caller>;
