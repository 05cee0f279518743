import type { Caller } from '#contracts/roles.ts';
import type { Spine } from './spine.ts';
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

/** Units that command a site of a live operation now. */
const commandersNow = (world: World): ReadonlySet<string> =>
  new Set(
    world
      .all('operation')
      .filter(({ phase }) => !['closed', 'archived', 'cancelled'].includes(phase))
      .flatMap(({ sites }) => Object.values(sites).flatMap((site) => site.plan.commanderUnitId ?? [])),
  );

/** Whether a unit commands a site now. It is asked for every phone at every event, and operations alone change it. */
export function createCommanders({ world, onPublished }: Spine): (unitId: string) => boolean {
  let known: ReadonlySet<string> | null = null;
  onPublished(({ event }) => {
    if (event.stream.startsWith('operation/')) known = null;
  });
  return (unitId) => (known ??= commandersNow(world)).has(unitId);
}
