import type { Capability } from '#contracts/capabilities.ts';
import type { Role } from '#contracts/roles.ts';
import { POLICY } from '#domain/policy/policy.ts';

/** Screens of the seat in the order of the rail, and the capability without which one has nothing to look for there. */
export const SCREENS = [
  { id: 'situation', needs: 'situation.see' },
  { id: 'operations', needs: 'situation.see' },
  { id: 'orders', needs: 'situation.see' },
  { id: 'alarms', needs: 'situation.see' },
  { id: 'video', needs: 'av.open' },
  { id: 'messages', needs: 'situation.see' },
  { id: 'units', needs: 'roster.manage' },
  { id: 'accounts', needs: 'account.read' },
  { id: 'audit', needs: 'audit.read' },
  { id: 'report', needs: 'report.read' },
] as const satisfies readonly { id: string; needs: Capability }[];
export type ScreenId = (typeof SCREENS)[number]['id'];

/** Whether a role holds a capability towards anything at all. The hub decides; this only keeps useless keys off the screen. */
export const roleHolds = (role: Role, capability: Capability): boolean =>
  (POLICY[capability][role]?.length ?? 0) > 0;

export const screensOf = (role: Role): ScreenId[] =>
  SCREENS.filter((screen) => roleHolds(role, screen.needs)).map((screen) => screen.id);
