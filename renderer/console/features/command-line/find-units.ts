import type { LineUnit, LineWorld } from './line-world.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Spelt alike whatever the case and the dashes: `blf3` is BLF-3. */
const spelling = (word: string): string => word.toLocaleLowerCase().replace(/[-_\s]/g, '');

const isLatin = (word: string): boolean => /^[\w*-]+$/.test(word);

/** A1 of A1-01. Null for a call sign that belongs to no group. */
const groupOf = (callSign: string): string | null => /^(.+)-\d+$/.exec(callSign)?.[1] ?? null;

const isOneOf = (words: readonly string[], word: string): boolean =>
  words.some((other) => other.toLocaleLowerCase() === word.toLocaleLowerCase());

/** Units that a word means without doubt: a call sign, a team, a group of call signs, everybody, the marked ones, a whole name. */
export function unitsNamed(word: string, world: LineWorld, words: Vocabulary): readonly LineUnit[] {
  const of = (ids: readonly string[]) => world.units.filter((unit) => ids.includes(unit.unitId));
  if (isOneOf(words.all, word)) return of(world.everybody);
  if (isOneOf(words.marked, word)) return of(world.marked);
  const wanted = spelling(word);
  const one = world.units.filter((unit) => spelling(unit.callSign) === wanted);
  if (one.length > 0) return one;
  const team = world.teams.find((other) => spelling(other.word) === wanted);
  if (team) return of(team.unitIds);
  const group = world.units.filter((unit) => spelling(groupOf(unit.callSign) ?? '') === wanted);
  if (group.length > 0) return group;
  return world.units.filter(
    (unit) => unit.name === word || (unit.plate !== '' && spelling(unit.plate) === wanted),
  );
}

/** Units that a word may mean: part of a call sign, a name, a plate. The better guess first. */
export function unitsLike(word: string, world: LineWorld): LineUnit[] {
  const wanted = spelling(word);
  const rank = ({ callSign, name, plate }: LineUnit) =>
    spelling(callSign).startsWith(wanted)
      ? 0
      : spelling(callSign).includes(wanted)
        ? 1
        : name.includes(word)
          ? 2
          : plate !== '' && spelling(plate).includes(wanted)
            ? 3
            : 9;
  return world.units.filter((unit) => rank(unit) < 9).sort((a, b) => rank(a) - rank(b));
}

/** Teams and groups whose name begins so, for completion: A1, A2, B. */
export function groupsLike(word: string, world: LineWorld): string[] {
  const groups = new Set([
    ...world.teams.map((team) => team.word),
    ...world.units.flatMap((unit) => groupOf(unit.callSign) ?? []),
  ]);
  return [...groups].filter((group) => spelling(group).startsWith(spelling(word)));
}

export type Targets =
  /** No units: everybody of no operation, or the marked ones of none. */
  | { ok: true; units: readonly LineUnit[]; rest: string }
  /** The first word names nobody, or several: `like` are its possible meanings. */
  | { ok: false; word: string; like: readonly LineUnit[]; rest: string };

const SEPARATORS = /^[\s,，、+]+/;
const FIRST_WORD = /^(?:[\w*-]+|[^\s\w,，、+]+)/;

/**
 * Takes the units off the front of a line: 「A1 A2 原地待命」「A2甲」「a2、v5 jia」. After the first, a word counts as a unit only when
 * it is a call sign or a group, so that the text of an order is not eaten up.
 */
export function takeTargets(text: string, world: LineWorld, words: Vocabulary): Targets {
  const found = new Map<string, LineUnit>();
  let rest = text.replace(SEPARATORS, '');
  for (let first = true; rest !== ''; first = false) {
    const word = FIRST_WORD.exec(rest)?.[0];
    if (!word) break;
    const after = rest.slice(word.length);
    const named = first || isLatin(word) ? unitsNamed(word, world, words) : [];
    if (named.length === 0) {
      if (!first) break;
      if (isOneOf([...words.all, ...words.marked], word)) return { ok: true, units: [], rest: after };
      const like = unitsLike(word, world);
      if (like.length !== 1) return { ok: false, word, like, rest: after };
      found.set(like[0]!.unitId, like[0]!);
    }
    for (const unit of named) found.set(unit.unitId, unit);
    rest = after.replace(SEPARATORS, '');
  }
  return { ok: true, units: [...found.values()], rest };
}
