import { ok } from '#contracts/errors.ts';
import { decideEscalation } from '#domain/incident/decide.ts';
import { decideOverdue } from '#domain/order/decide.ts';
import { awaitsAcknowledgement } from '#domain/order/state.ts';
import { decideContactLost, decideContactRestored } from '#domain/unit/decide.ts';
import { systemCaller } from './callers.ts';
import type { HubContext } from './hub-context.ts';
import { background, logFault } from './log.ts';
import type { Decide } from './spine.ts';
import type { PresenceBoard } from './sync/presence.ts';

/** 失联: no heartbeat for so long while 途中 or 到场 [K]. */
const CONTACT_LOST_MS = 30_000;
const TICK_MS = 500;
const POSITIONS_MS = 200;

/** What happens because time passes: 超时未签收, escalation of alarms, 失联; and what is sent in beats. */
export function startTimers(hub: HubContext, presence: PresenceBoard): () => void {
  const { spine, world, clock, ids, lines, positions } = hub;
  const system = () => systemCaller(hub.court()?.courtCode ?? '');

  const record = (decide: Decide) =>
    background('timer', spine.execute({ commandId: ids.next(), caller: system(), decide }));

  // What is being recorded must not be decided again by the next tick.
  const busy = new Set<string>();
  const once = (stream: string, decide: Decide) => {
    if (busy.has(stream)) return;
    busy.add(stream);
    const work = spine.execute({ commandId: ids.next(), caller: system(), decide });
    background(
      'timer',
      work.finally(() => busy.delete(stream)),
    );
  };

  const tick = () => {
    const now = clock.now();
    for (const order of world.all('order')) {
      if (!Object.values(order.receipts).some(awaitsAcknowledgement)) continue;
      const id = order.orderId;
      once(`order/${id}`, (_w, given) => ok(decideOverdue(world.get('order', id)!, now, given)));
    }
    for (const incident of world.all('incident')) {
      if (incident.state !== 'raised') continue;
      const id = incident.incidentId;
      once(`incident/${id}`, (_w, given) => ok(decideEscalation(world.get('incident', id)!, now, given)));
    }
    for (const { unitId, lastHeardAt } of presence.silentFor(CONTACT_LOST_MS)) {
      const unit = world.get('unit', unitId);
      if (!unit || unit.lostSince !== null) continue;
      const since = new Date(lastHeardAt).toISOString();
      once(`unit/${unitId}`, (_w, given) => ok(decideContactLost(world.get('unit', unitId)!, since, given)));
    }
  };

  lines.onOpened(({ caller: { unitId } }) => {
    if (unitId === null || world.get('unit', unitId)?.lostSince === null) return;
    record((_w, given) => {
      const unit = world.get('unit', unitId);
      return ok(unit ? decideContactRestored(unit, given) : []);
    });
  });

  const guarded = (area: string, work: () => void) => () => {
    try {
      work();
    } catch (error) {
      logFault(area, error); // the next beat comes all the same
    }
  };
  const timers = [
    setInterval(guarded('tick', tick), TICK_MS),
    setInterval(guarded('presence', presence.flush), 1_000),
    setInterval(guarded('positions', positions.flush), POSITIONS_MS),
  ];
  return () => timers.forEach(clearInterval);
}
