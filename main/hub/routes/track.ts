import { ok, refuse } from '#contracts/errors.ts';
import { readTrail } from '#contracts/track.ts';
import { unitSubject } from '#domain/policy/subject.ts';
import type { HubContext } from '../hub-context.ts';
import type { Readings } from '../readings.ts';
import { route, type Route } from './route.ts';

const MOST_POINTS = 5_000;

export const trackRoutes = (
  { world, tracks, clock, lookup, may }: HubContext,
  readings: Readings,
): Route[] => [
  route(readTrail, async ({ unitId, minutes }, { caller }) => {
    const unit = world.get('unit', unitId);
    if (!unit) return refuse('not_found');
    // R114: where officers were is for command roles as well as where they are; never for a phone.
    if (caller.unitId !== null) return refuse('not_allowed');
    const operation = lookup.operation(unit.assignment?.operationId ?? null);
    const allowed = may(caller, 'situation.see', unitSubject(unit, operation, lookup.unit));
    if (!allowed.ok) return allowed;
    const noted = await readings.note(caller, {
      what: 'trail',
      courtCode: unit.courtCode,
      operationId: operation?.operationId ?? null,
      unitId,
    });
    if (!noted.ok) return noted;
    const now = clock.now();
    const fixes = await tracks.trail(unitId, now - minutes * 60_000, now, MOST_POINTS);
    return ok({ points: fixes.map(({ lng, lat, at }): [number, number, number] => [lng, lat, at]) });
  }),
];
