import type { Caller } from '#contracts/roles.ts';
import type { World } from './world.ts';

/** The hub itself, for what timers and set-up decide. */
export const systemCaller = (courtCode: string): Caller => ({
  id: 'system',
  name: '系统',
  role: 'duty_chief',
  courtCode,
  unitId: null,
  sessionId: 'system',
  seat: 'hub',
});

/** Whether this unit commands a site of a live operation now. */
export const commandsNow = (world: World, unitId: string): boolean =>
  world
    .all('operation')
    .some(
      (operation) =>
        !['closed', 'archived', 'cancelled'].includes(operation.phase) &&
        Object.values(operation.sites).some((site) => site.plan.commanderUnitId === unitId),
    );
