import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';
import { UnitId } from './ids.ts';

/** Where a unit has been: [lng, lat, ms UTC] oldest first, of the last `minutes`. */
export const readTrail = defineEndpoint({
  name: 'track.trail', kind: 'query', access: 'situation.see',
  input: z.strictObject({ unitId: UnitId, minutes: z.int().min(1).max(1440) }),
  output: z.object({ points: z.array(z.tuple([z.number(), z.number(), z.number()])) }),
}); // prettier-ignore
