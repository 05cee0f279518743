import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { ENDPOINTS } from '#contracts/endpoints.ts';
import { UpMessage } from '#contracts/sync.ts';
import { anyOf } from '#support/any-event.ts';
import { anyInput } from '#support/any-input.ts';

const endpoints = [...ENDPOINTS.values()];
const shapeOf = (schema: z.ZodType): Record<string, z.ZodType> =>
  (schema as z.ZodObject).shape as Record<string, z.ZodType>;

/** Values of every type that JSON knows; one of another type than the field's must be refused. */
const STRANGERS: unknown[] = ['x', '7', 'true', '', 7, 1.5, true, null, [['x']], { x: 1 }];
const jsonType = (value: unknown): string => (Array.isArray(value) ? 'array' : typeof value);

describe.each(endpoints.map((endpoint) => [endpoint.name, endpoint] as const))(
  '%s',
  (_name, { name, kind, input }) => {
    it('is named area.verb_noun, and a command carries its id', () => {
      expect(name).toMatch(/^[a-z]+\.[a-z_]+$/);
      expect('commandId' in shapeOf(input)).toBe(kind === 'command');
    });

    it('takes what its contract describes', () => {
      fc.assert(
        fc.property(anyInput(input), (value) => input.safeParse(value).success),
        { numRuns: 30 },
      );
    });

    it('refuses a key that it does not know, and names it', () => {
      fc.assert(
        fc.property(anyInput(input), (value) => {
          const parsed = input.safeParse({ ...(value as object), zzUnknown: 1 });
          expect(parsed.error?.issues).toMatchObject([{ code: 'unrecognized_keys', keys: ['zzUnknown'] }]);
        }),
        { numRuns: 10 },
      );
    });

    it('refuses to do without any of its fields', () => {
      fc.assert(
        fc.property(anyInput(input), (value) => {
          for (const key of Object.keys(shapeOf(input))) {
            const { [key]: _left, ...rest } = value as Record<string, unknown>;
            expect(input.safeParse(rest).error?.issues[0]?.path).toEqual([key]);
          }
        }),
        { numRuns: 10 },
      );
    });

    it('refuses a value of a wrong type in every field, and names the field', () => {
      fc.assert(
        fc.property(anyInput(input), (value) => {
          for (const [key, part] of Object.entries(shapeOf(input)))
            for (const stranger of STRANGERS) {
              if (part.safeParse(stranger).success) continue; // 'x' is a fine line of text
              const parsed = input.safeParse({ ...(value as object), [key]: stranger });
              expect(parsed.error?.issues.every(({ path }) => path[0] === key)).toBe(true);
            }
        }),
        { numRuns: 5 },
      );
      const tolerant = Object.entries(shapeOf(input)).filter(([, part]) => {
        const taken = STRANGERS.filter((value) => value !== null && part.safeParse(value).success);
        return new Set(taken.map(jsonType)).size > 1; // a number given as text is not a number
      });
      expect(tolerant).toEqual([]);
    });

    it('answers anything at all with a value or a refusal, and never throws', () => {
      fc.assert(
        fc.property(
          fc.anything({
            withBigInt: true,
            withDate: true,
            withMap: true,
            withNullPrototype: true,
            withSparseArray: true,
          }),
          (value) => typeof input.safeParse(value).success === 'boolean',
        ),
        { numRuns: 100 },
      );
    });

    it('answers a mutated input with a value or a refusal, and never throws', () => {
      fc.assert(
        fc.property(
          anyInput(input),
          fc.array(fc.tuple(fc.nat(), fc.anything()), { minLength: 1, maxLength: 3 }),
          (value, mutations) => {
            const mutated = structuredClone(value) as Record<string, unknown>;
            const keys = [...Object.keys(mutated), '__proto__', 'constructor', 'toString'];
            for (const [n, junk] of mutations)
              Object.defineProperty(mutated, keys[n % keys.length]!, {
                value: junk,
                enumerable: true,
                configurable: true,
              });
            return typeof input.safeParse(mutated).success === 'boolean';
          },
        ),
        { numRuns: 100 },
      );
    });
  },
);

describe('messages of a page', () => {
  it('anything at all is a message or a refusal', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => typeof UpMessage.safeParse(value).success === 'boolean'),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.json(), (text) => typeof UpMessage.safeParse(JSON.parse(text)).success === 'boolean'),
      { numRuns: 500 },
    );
  });

  it.each(UpMessage.options.map((option) => [option.shape.t.value, option as z.ZodObject] as const))(
    '%s refuses unknown keys and wrong kinds',
    (_t, option) => {
      const known = option.shape.input ? { t: 'call', id: 1, name: 'x', input: {} } : null;
      fc.assert(
        fc.property(known ? fc.constant(known) : anyOf(option), (value) => {
          const message = value as Record<string, unknown>;
          expect(option.safeParse(message).success).toBe(true);
          expect(UpMessage.safeParse({ ...message, zzUnknown: 1 }).success).toBe(false);
          expect(UpMessage.safeParse({ ...message, t: 'zz' }).success).toBe(false);
        }),
        { numRuns: 20 },
      );
    },
  );
});
