import { INCIDENT_KINDS, type IncidentKind } from '#contracts/incident.ts';
import { type ScreenId, SCREENS } from '../../state/screens.ts';
import type { Text } from '../../use-text.ts';
import { TEMPLATES, type TemplateId } from '../orders/templates.ts';

export const VERBS = [
  'dispatch',
  'order',
  'pick',
  'video',
  'talk',
  'message',
  'acknowledge',
  'confirm',
  'withdraw',
  'screen',
] as const;
export type Verb = (typeof VERBS)[number];

/** A thing and the words for it: characters, pinyin, initials; the first is the one that completion writes. */
export type Words<Id extends string> = readonly { id: Id; words: readonly string[] }[];

/** Every word of the command line, out of the dictionaries, so that the grammar itself knows no language. */
export type Vocabulary = {
  verbs: Words<Verb>;
  screens: Words<ScreenId>;
  templates: Words<TemplateId>;
  kinds: Words<IncidentKind>;
  all: readonly string[];
  marked: readonly string[];
  /** 甲 by `jia` and `j`: spellings of characters in names of sites. */
  letters: readonly { character: string; spellings: readonly string[] }[];
};

const split = (words: string): string[] => words.split(/\s+/).filter(Boolean);

export function readVocabulary(t: Text): Vocabulary {
  return {
    verbs: VERBS.map((id) => ({ id, words: split(t(`line.verbs.${id}.words`)) })),
    screens: SCREENS.map(({ id }) => ({ id, words: split(t(`line.screens.${id}`)) })),
    templates: TEMPLATES.map(({ id }) => ({ id, words: split(t(`line.templates.${id}`)) })),
    kinds: INCIDENT_KINDS.map((id) => ({ id, words: split(t(`line.kinds.${id}`)) })),
    all: split(t('line.words.all')),
    marked: split(t('line.words.marked')),
    letters: t('line.words.letters')
      .split(';')
      .map((entry) => {
        const [character = '', spellings = ''] = entry.split('=');
        return { character, spellings: split(spellings) };
      }),
  };
}

const plain = (word: string): string => word.toLocaleLowerCase();

export const idOf = <Id extends string>(words: Words<Id>, word: string): Id | undefined =>
  words.find((one) => one.words.some((other) => plain(other) === plain(word)))?.id;

export const idsBeginning = <Id extends string>(
  words: Words<Id>,
  word: string,
): { id: Id; words: readonly string[] }[] =>
  words.filter((one) => one.words.some((other) => plain(other).startsWith(plain(word))));
