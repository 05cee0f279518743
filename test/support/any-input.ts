import fc from 'fast-check';
import type { z } from 'zod';
import { anyOf } from './any-event.ts';
import { anId } from './build.ts';

/** Fields whose format says more than their type: what the arbitrary for plain text would not hit. */
const BY_KEY: Record<string, fc.Arbitrary<unknown>> = {
  login: fc.constantFrom('lin', 'zhou.2', 'tan_x'),
  password: fc.constantFrom('Correct-Horse-9', '口令Password123'),
  courtCode: fc.constantFrom('JJ', 'JLP'),
  placeCourtCode: fc.constantFrom('JJ', 'JLP'),
  code: fc.constant('ABCD-EFGH-JKLM'),
  offer: fc.constant('v=0\r\no=- 1 1 IN IP4 0.0.0.0'),
  commandId: fc.nat(4).map(anId),
};

/** An input that the endpoint's contract accepts. */
export function anyInput(schema: z.ZodType): fc.Arbitrary<unknown> {
  const shape = (schema as z.ZodObject).shape as Record<string, z.ZodType>;
  const part = (key: string, field: z.ZodType): fc.Arbitrary<unknown> => {
    if (BY_KEY[key]) return BY_KEY[key];
    return field._zod.def.type === 'object' ? anyInput(field) : anyOf(field, key);
  };
  return fc.record(Object.fromEntries(Object.entries(shape).map(([key, field]) => [key, part(key, field)])));
}
