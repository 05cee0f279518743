import fc from 'fast-check';
import type { z } from 'zod';
import { STREAMS, type StreamKind } from '#domain/streams.ts';
import { anId, at } from './build.ts';

/** A handful of ids, so that events of a random history meet each other. */
const anyId = fc.integer({ min: 1, max: 4 }).map(anId);
const anyInstant = fc.integer({ min: 0, max: 100_000 }).map(at);

type Def = {
  type: string;
  format?: string;
  innerType?: z.ZodType;
  element?: z.ZodType;
  options?: z.ZodType[];
  items?: z.ZodType[];
  entries?: Record<string, string>;
  values?: unknown[];
};

/** A value that the schema accepts. Knows the parts that event schemas are made of; throws on one that it does not know. */
export function anyOf(schema: z.ZodType, key = ''): fc.Arbitrary<unknown> {
  const def = schema._zod.def as unknown as Def;
  switch (def.type) {
    case 'object': {
      const shape = (schema as z.ZodObject).shape as Record<string, z.ZodType>;
      const optional = Object.keys(shape).filter((name) => (shape[name]!._zod.def as unknown as Def).type === 'optional');
      const required = Object.keys(shape).filter((name) => !optional.includes(name));
      return fc.record(
        Object.fromEntries(Object.entries(shape).map(([name, part]) => [name, anyOf(part, name)])),
        { requiredKeys: required },
      );
    }
    case 'optional': return anyOf(def.innerType!, key);
    case 'nullable': return fc.option(anyOf(def.innerType!, key), { nil: null });
    case 'array': return fc.array(anyOf(def.element!, key), { minLength: 1, maxLength: 3 });
    case 'tuple': return fc.tuple(...def.items!.map((item) => anyOf(item, key)));
    case 'union': return fc.oneof(...def.options!.map((option) => anyOf(option, key)));
    case 'literal': return fc.constantFrom(...def.values!);
    case 'enum': return fc.constantFrom(...Object.values(def.entries!));
    case 'boolean': return fc.boolean();
    case 'record': return fc.constant({});
    case 'unknown': return fc.jsonValue({ maxDepth: 2 });
    case 'number': return fc.integer({ min: 20, max: 80 });
    case 'string': return anyText(schema, def, key);
    default: throw new Error(`no arbitrary for a schema of type ${def.type} (${key})`);
  } // prettier-ignore
}

function anyText(schema: z.ZodType, { format }: Def, key: string): fc.Arbitrary<string> {
  if (format === 'datetime' || key === 'at' || key === 'until') return anyInstant;
  if (format === 'date') return fc.constant('2027-12-31');
  if (format === 'uuid' || (/Ids?$|^reader$/.test(key) && key !== 'ruleId')) return anyId;
  if (key === 'stream') return fc.constantFrom('court/JJ', `unit/${anId(1)}`);
  return fc.constantFrom('JJ', 'JLP', 'R03', '').filter((text) => schema.safeParse(text).success);
}

/** An event of that type on a stream of that kind, as the contract allows it. */
export function anyEventOf(kind: StreamKind, type: string): fc.Arbitrary<{ type: string }> {
  const { options } = STREAMS[kind].schema as z.ZodDiscriminatedUnion<
    z.ZodObject<{ type: z.ZodLiteral<string> }>[]
  >;
  const option = options.find((o) => o.shape.type.value === type);
  if (!option) throw new Error(`no event ${type} on ${kind}`);
  return anyOf(option) as fc.Arbitrary<{ type: string }>;
}

/** Events in any order, legal or not, the first mostly one that begins the stream: folds must bear them all. */
export function anyHistory(kind: StreamKind): fc.Arbitrary<{ type: string }[]> {
  const { options } = STREAMS[kind].schema as z.ZodDiscriminatedUnion<
    z.ZodObject<{ type: z.ZodLiteral<string> }>[]
  >;
  const types = options.map((o) => o.shape.type.value);
  const later = fc.array(fc.oneof(...types.map((type) => anyEventOf(kind, type))), { maxLength: 15 });
  return fc
    .tuple(fc.option(anyEventOf(kind, types[0]!), { nil: null, freq: 9 }), later)
    .map(([first, rest]) => (first ? [first, ...rest] : rest));
}
