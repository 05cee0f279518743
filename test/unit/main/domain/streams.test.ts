import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { evolveStream, parseStream, STREAMS, type StreamKind } from '#domain/streams.ts';
import { anyEventOf, anyHistory } from '#support/any-event.ts';

const KINDS = Object.keys(STREAMS) as StreamKind[];

const fold = (kind: string, events: { type: string }[], from: unknown = null) =>
  events.reduce<unknown>((state, event) => evolveStream(`${kind}/1`, state, event), from);

describe.each(KINDS)('the fold of %s', (kind) => {
  it('has an event of every type that the contract lists, and each parses', () => {
    const types = (
      STREAMS[kind].schema as z.ZodDiscriminatedUnion<z.ZodObject<{ type: z.ZodLiteral<string> }>[]>
    ).options.map((o) => o.shape.type.value);
    for (const type of types)
      fc.assert(
        fc.property(anyEventOf(kind, type), (event) => STREAMS[kind].schema.safeParse(event).success),
        { numRuns: 20 },
      );
  });

  it('changes nothing for an event of a newer version, and bears fields that it does not know', () => {
    fc.assert(
      fc.property(
        anyHistory(kind),
        fc.string(),
        fc.dictionary(fc.string(), fc.anything()),
        (history, suffix, extra) => {
          const state = fold(kind, history);
          expect(fold(kind, [{ ...extra, type: `later_${suffix}` }], state)).toBe(state);
          const widened = history.map((event) => ({ zz_later: extra, ...event }));
          expect(fold(kind, widened)).toEqual(state);
        },
      ),
    );
  });

  it('from a snapshot and the events after it is the fold of all', () => {
    fc.assert(
      fc.property(anyHistory(kind), fc.nat(), (history, cut) => {
        const at = cut % (history.length + 1);
        const snapshot: unknown = JSON.parse(JSON.stringify(fold(kind, history.slice(0, at))));
        expect(fold(kind, history.slice(at), snapshot)).toEqual(fold(kind, history));
      }),
    );
  });

  it('leaves the state that it was given as it was', () => {
    fc.assert(
      fc.property(anyHistory(kind), fc.nat(), (history, cut) => {
        const at = cut % (history.length + 1);
        const before = fold(kind, history.slice(0, at));
        const copy: unknown = structuredClone(before);
        fold(kind, history.slice(at), before);
        expect(before).toEqual(copy);
      }),
    );
  });

  it('is nothing before its first event', () => {
    fc.assert(
      fc.property(anyHistory(kind), (history) => {
        const firsts = [
          'operation_drafted',
          'order_issued',
          'incident_raised',
          'unit_registered',
          'message_sent',
          'account_proposed',
          'court_founded',
          'viewing_opened',
          'record_opened',
          'talk_spoken',
        ];
        const later = history.filter((event) => !firsts.includes(event.type));
        expect(fold(kind, later)).toBeNull();
      }),
    );
  });
});

describe('the name of a stream', () => {
  it('is a kind and an id, the id with slashes and all', () => {
    for (const kind of KINDS) expect(parseStream(`${kind}/a/b`)).toEqual({ kind, id: 'a/b' });
  });

  it('of any other shape is nothing, whatever Object knows by that name', () => {
    for (const name of [
      '',
      '/',
      'operation',
      'constructor/1',
      'hasOwnProperty/1',
      '__proto__/1',
      'Operation/1',
    ])
      expect(parseStream(name)).toBeNull();
    fc.assert(fc.property(fc.string(), (name) => {
      const parsed = parseStream(name);
      return parsed === null || KINDS.includes(parsed.kind);
    })); // prettier-ignore
  });

  it('of an unknown kind keeps its state', () => {
    const state = { kept: true };
    expect(evolveStream('future/1', state, { type: 'anything' })).toBe(state);
    expect(evolveStream('constructor/1', state, { type: 'anything' })).toBe(state);
  });
});
