import type { Capability } from '#contracts/capabilities.ts';
import { ok, refuse, type Result } from '#contracts/errors.ts';
import type { Caller, Role } from '#contracts/roles.ts';
import type { Subject } from './subject.ts';

/**
 * How the caller stands to the thing asked about.
 * own: its court is mine · participant: my court takes part in it · lower: its court stands below mine ·
 * member: my unit is in it · commander: my unit commands it on the ground.
 */
export type Relation = 'own' | 'participant' | 'lower' | 'member' | 'commander';

const CENTER: Relation[] = ['own', 'participant'];

/** DOMAIN §2.5, row by row: role → relations under which it holds the capability. A role that is not listed does not. */
export const POLICY: Record<Capability, Partial<Record<Role, readonly Relation[]>>> = {
  'situation.see': {
    operator: CENTER, duty_chief: CENTER, commander: CENTER, approver: ['own'], supervisor: ['own', 'lower'],
    coordinator: CENTER, on_scene_commander: ['member', 'commander'], officer: ['member'],
  },
  'operation.draft': { operator: ['own'], duty_chief: ['own'], on_scene_commander: ['commander'] },
  'operation.approve': { approver: ['own'] },
  'operation.advance': { operator: ['own'], duty_chief: ['own'], commander: ['own'], on_scene_commander: ['commander'] },
  'operation.withdraw': { operator: ['own'], duty_chief: CENTER, commander: CENTER, on_scene_commander: ['commander'] },
  'order.issue': { operator: ['own'], duty_chief: ['own'], commander: ['own'], on_scene_commander: ['commander'] },
  'order.execute': { officer: ['member'], on_scene_commander: ['member'] },
  'av.open': {
    operator: CENTER, duty_chief: CENTER, commander: CENTER, approver: ['own'], supervisor: ['own', 'lower'],
    coordinator: CENTER, on_scene_commander: ['commander'],
  },
  'av.talk': {
    operator: CENTER, duty_chief: CENTER, commander: CENTER, coordinator: CENTER,
    on_scene_commander: ['member', 'commander'], officer: ['member'],
  },
  'incident.raise': { operator: CENTER, duty_chief: CENTER, commander: CENTER, on_scene_commander: ['member', 'commander'] },
  'incident.handle': { operator: CENTER, duty_chief: CENTER, commander: CENTER },
  'incident.grade': { duty_chief: ['own'], commander: ['own'], supervisor: ['lower'] },
  'incident.review': { duty_chief: ['own'], commander: ['own'] },
  'police.call': { operator: CENTER, duty_chief: CENTER, commander: CENTER, coordinator: CENTER, on_scene_commander: ['commander'] },
  'message.send': {
    operator: CENTER, duty_chief: CENTER, commander: CENTER, coordinator: CENTER,
    on_scene_commander: ['member', 'commander'], officer: ['member'],
  },
  'roster.manage': { operator: ['own'], duty_chief: ['own'], system_admin: ['own'] },
  'roster.enrol': { operator: ['own'], duty_chief: ['own'], system_admin: ['own'] },
  'account.propose': { system_admin: ['own'] },
  'account.grant': { security_admin: ['own'] },
  'account.read': { system_admin: ['own'], security_admin: ['own'], auditor: ['own'] },
  'report.read': { operator: ['own'], duty_chief: ['own'], commander: ['own'], approver: ['own'], supervisor: ['own', 'lower'], coordinator: CENTER },
  // The whole record of an operation: other people's orders, messages and viewings. Never on a phone.
  'record.read': {
    operator: CENTER, duty_chief: CENTER, commander: CENTER, approver: ['own'], supervisor: ['own', 'lower'], coordinator: CENTER,
  },
  'audit.read': { auditor: ['own'] },
  'record.verify': { auditor: ['own'] },
  'field.act': { officer: ['member'], on_scene_commander: ['member'] },
}; // prettier-ignore

/** Whether court `code` stands below court `ancestor` in the tree. */
export type IsBelow = (code: string, ancestor: string) => boolean;

export function relations(caller: Caller, subject: Subject, isBelow: IsBelow): Relation[] {
  const found: Relation[] = [];
  if (caller.unitId !== null) {
    if (subject.unitIds.includes(caller.unitId)) found.push('member');
    if (subject.commanderUnitIds.includes(caller.unitId)) found.push('commander');
    return found; // a phone speaks for its unit, never for its court
  }
  if (subject.courtCode === caller.courtCode) found.push('own');
  if (subject.participants.includes(caller.courtCode)) found.push('participant');
  if (isBelow(subject.courtCode, caller.courtCode)) found.push('lower');
  return found;
}

/**
 * May this caller do this to that? The hub asks it for every command, query, subscription and stream of media.
 * A supervisor who orders a unit of a lower court is told why not: he guides the court, not its units (DOMAIN §2.4).
 */
export function decideMay(
  caller: Caller,
  capability: Capability,
  subject: Subject,
  isBelow: IsBelow,
): Result<null> {
  const allowed = POLICY[capability][caller.role];
  const held = relations(caller, subject, isBelow);
  if (allowed?.some((relation) => held.includes(relation))) return ok(null);
  if (caller.role === 'supervisor' && capability === 'order.issue')
    return refuse('supervisor_cannot_order_units');
  if (!allowed) return refuse('not_allowed');
  if (held.includes('participant') || held.includes('member')) return refuse('not_your_operation');
  return refuse('not_your_court');
}
