import type { Capability } from '#contracts/capabilities.ts';
import { unitsLike } from './find-units.ts';
import type { LineUnit, LineWorld } from './line-world.ts';
import { idsBeginning, type Verb, type Vocabulary } from './vocabulary.ts';

/** The whole line as Tab would write it, and what stands in the list of choices. */
export type Completion = { line: string; shows: string; note: string };

/** A line whose verb is understood. */
export type Begun = {
  /** What completion keeps in front. */
  head: string;
  rest: string;
  world: LineWorld;
  words: Vocabulary;
};

/** What a verb asks of the role. */
export const NEEDS: Record<Verb, Capability | null> = {
  dispatch: 'order.issue', order: 'order.issue', pick: null, video: 'av.open', talk: 'av.talk', message: 'message.send',
  acknowledge: 'incident.handle', confirm: 'incident.handle', withdraw: 'operation.withdraw', screen: null,
}; // prettier-ignore

export const MOST_CHOICES = 8;

export function verbChoices(word: string, world: LineWorld, words: Vocabulary): Completion[] {
  return idsBeginning(words.verbs, word)
    .filter(({ id }) => NEEDS[id] === null || world.holds(NEEDS[id]))
    .map((verb) => ({
      line: `${verb.words[0]!} `,
      shows: verb.words[0]!,
      note: verb.words.slice(1).join(' '),
    }));
}

/** Choices for the unit that is being written at the end of the line. */
export function unitChoices({ head, rest, world }: Begun): Completion[] {
  if (/\s$/.test(rest)) return [];
  const word = /[^\s,，、+]*$/.exec(rest)?.[0] ?? '';
  const before = rest.slice(0, rest.length - word.length).trimStart();
  const like = unitsLike(word, world).filter(
    (unit) => unit.callSign.toLocaleLowerCase() !== word.toLocaleLowerCase(),
  );
  return unitCompletions(`${head}${before}`, like, []);
}

export function unitCompletions(
  head: string,
  units: readonly LineUnit[],
  groups: readonly string[],
): Completion[] {
  return [
    ...groups.map((group) => ({ line: `${head}${group} `, shows: group, note: '' })),
    ...units.map((unit) => ({ line: `${head}${unit.callSign} `, shows: unit.callSign, note: unit.name })),
  ].slice(0, MOST_CHOICES);
}

export function templateChoices({ head, rest, words }: Begun, said: string, begun: string): Completion[] {
  const front = rest.slice(0, rest.length - said.length).trim();
  const marks = /^[!！]{0,2}/.exec(said)?.[0] ?? '';
  return idsBeginning(words.templates, begun)
    .map((template) => ({
      line: `${head}${front} ${marks}${template.words[0]!}`,
      shows: template.words[0]!,
      note: template.words.slice(1).join(' '),
    }))
    .slice(0, MOST_CHOICES);
}
