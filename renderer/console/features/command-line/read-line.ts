import type { IncidentKind } from '#contracts/incident.ts';
import type { IssueOrder } from '#contracts/order.ts';
import type { ScreenId } from '../../state/screens.ts';
import { TEMPLATES, type TemplateId } from '../orders/templates.ts';
import {
  type Begun,
  type Completion,
  MOST_CHOICES,
  NEEDS,
  templateChoices,
  unitChoices,
  unitCompletions,
  verbChoices,
} from './completions.ts';
import { groupsLike, takeTargets, unitsLike } from './find-units.ts';
import type { LineSite, LineUnit, LineWorld } from './line-world.ts';
import { idOf, idsBeginning, type Verb, type Vocabulary } from './vocabulary.ts';

/** What Enter will do. */
export type LineAction =
  | {
      does: 'order';
      unitIds: string[];
      operationId: string | null;
      text: string;
      templateId: TemplateId | null;
      priority: IssueOrder['priority'];
      replyBySeconds: number;
    }
  | { does: 'dispatch'; unitIds: string[]; operationId: string | null; site: LineSite }
  | { does: 'pick'; unitId: string }
  | { does: 'pick_site'; site: LineSite }
  | { does: 'video' | 'talk'; unitIds: string[] }
  | { does: 'message'; unitIds: string[]; text: string }
  | { does: 'acknowledge'; incidentId: string; kind: IncidentKind; unitId: string | null }
  | { does: 'confirm'; incidentId: string; kind: IncidentKind; unitId: string | null }
  | { does: 'withdraw'; site: LineSite }
  | { does: 'screen'; screen: ScreenId }
  | { does: 'help' };

/** Keys of `console:line`. */
export type Problem =
  | 'unknown' | 'which_unit' | 'which_site' | 'which_screen' | 'ambiguous' | 'missing_unit' | 'missing_text' | 'missing_site' | 'missing_screen'
  | 'mixed' | 'not_enrolled' | 'not_allowed' | 'no_alarm' | 'no_confirm' | 'confirm_kind' | 'no_marked' | 'empty'; // prettier-ignore

export type Reading = { completions: readonly Completion[] } & (
  | { state: 'ready'; action: LineAction }
  /** `complete` false: only not written to its end yet, which is no mistake. */
  | { state: 'problem'; problem: Problem; complete: boolean; params: ProblemParams }
);

/** For the text of a problem; what it does not speak of is empty. */
export type ProblemParams = { word: string; matches: string; units: string };
const NO_PARAMS: ProblemParams = { word: '', matches: '', units: '' };

const ready = (action: LineAction, completions: readonly Completion[] = []): Reading => ({
  state: 'ready',
  action,
  completions,
});
const problem = (
  name: Problem,
  params: Partial<ProblemParams> = {},
  completions: readonly Completion[] = [],
): Reading => ({
  state: 'problem',
  problem: name,
  complete: true,
  params: { ...NO_PARAMS, ...params },
  completions,
});
const unfinished = (
  name: Problem,
  completions: readonly Completion[] = [],
  params: Partial<ProblemParams> = {},
): Reading => ({
  state: 'problem',
  problem: name,
  complete: false,
  params: { ...NO_PARAMS, ...params },
  completions,
});

/** Reads a line as far as it is written. Pure: what it means depends on the line, the world and the words alone. */
export function readLine(line: string, world: LineWorld, words: Vocabulary): Reading {
  const text = line.trimStart();
  if (text === '') return unfinished('empty', verbChoices('', world, words));
  if (/^[?？]/.test(text)) return ready({ does: 'help' });
  const { verb, word, rest } = takeVerb(text, words);
  if (!verb) return withoutVerb(text, word, rest, world, words);
  const needs = NEEDS[verb];
  if (needs && !world.holds(needs)) return problem('not_allowed');
  const begun = { head: `${wordFor(words, verb)} `, rest, world, words };
  switch (verb) {
    case 'order':
      return readOrder(begun);
    case 'dispatch':
      return readDispatch(begun);
    case 'pick':
      return readPick(begun);
    case 'video':
    case 'talk':
      return withUnits(begun, (units) =>
        ready({ does: verb, unitIds: units.map((unit) => unit.unitId) }, unitChoices(begun)),
      );
    case 'message':
      return withUnits(begun, (units, said) => {
        if (said === '') return unfinished('missing_text', unitChoices(begun));
        return ready({ does: 'message', unitIds: units.map((unit) => unit.unitId), text: said });
      });
    case 'acknowledge':
      return world.unheard
        ? ready({ does: 'acknowledge', ...onlyAlarm(world.unheard) })
        : problem('no_alarm');
    case 'confirm':
      return readConfirm(begun);
    case 'withdraw':
      return withSite({ ...begun, sites: world.sites.filter((site) => site.canWithdraw) }, (site) =>
        ready({ does: 'withdraw', site }),
      );
    case 'screen':
      return readScreen(begun);
  }
}

const wordFor = (words: Vocabulary, verb: Verb): string =>
  words.verbs.find((one) => one.id === verb)?.words[0] ?? verb;

/** The verb stands apart (`pai a2`), or is written together with what follows when it is Chinese (「看BLF-3」). */
function takeVerb(text: string, words: Vocabulary): { verb: Verb | undefined; word: string; rest: string } {
  const word = /^\S+/.exec(text)?.[0] ?? '';
  const apart = idOf(words.verbs, word);
  if (apart) return { verb: apart, word, rest: text.slice(word.length) };
  const joined = words.verbs
    .flatMap((one) =>
      one.words
        .filter((other) => /^[\u4e00-\u9fff]/.test(other) && text.startsWith(other))
        .map((other) => ({ verb: one.id, word: other })),
    )
    .sort((a, b) => b.word.length - a.word.length)[0];
  return joined
    ? { ...joined, rest: text.slice(joined.word.length) }
    : { verb: undefined, word, rest: text.slice(word.length) };
}

/** A line that begins with no verb finds the unit that it names. */
function withoutVerb(text: string, word: string, rest: string, world: LineWorld, words: Vocabulary): Reading {
  const choices = rest === '' ? verbChoices(word, world, words) : [];
  const targets = takeTargets(text, world, words);
  const unit = targets.ok && targets.rest === '' && targets.units.length === 1 ? targets.units[0] : undefined;
  if (unit) return ready({ does: 'pick', unitId: unit.unitId }, choices);
  if (choices.length > 0) return unfinished('unknown', choices, { word });
  return problem('unknown', { word }, unitCompletions('', unitsLike(word, world), []));
}

function readOrder(begun: Begun): Reading {
  return withUnits(begun, (units, said) => {
    const deaf = notEnrolled(units);
    if (deaf) return deaf;
    const operationId = sameOperation(units);
    if (operationId === undefined) return problem('mixed');
    const { priority, text } = takePriority(said);
    if (text === '')
      return unfinished('missing_text', [...unitChoices(begun), ...templateChoices(begun, said, '')]);
    const template = TEMPLATES.find(({ id }) => id === idOf(begun.words.templates, text));
    const choices = template ? [] : templateChoices(begun, said, text);
    // Half a word of pinyin must not go out to people as the text of an order.
    if (choices.length > 0 && /^[a-z]+$/i.test(text)) return unfinished('missing_text', choices);
    return ready(
      {
        does: 'order',
        unitIds: units.map((unit) => unit.unitId),
        operationId,
        text,
        templateId: template?.id ?? null,
        priority: priority ?? template?.priority ?? 'routine',
        replyBySeconds:
          template?.replyBySeconds ?? (priority === 'flash' ? 20 : priority === 'urgent' ? 30 : 60),
      },
      choices,
    );
  });
}

function readDispatch(begun: Begun): Reading {
  return withUnits(begun, (units, said, front) => {
    const deaf = notEnrolled(units);
    if (deaf) return deaf;
    const operationId = sameOperation(units);
    if (operationId === undefined) return problem('mixed');
    const next = { ...begun, head: `${front} `, rest: said, sites: begun.world.sites };
    return withSite(
      next,
      (site) => ready({ does: 'dispatch', unitIds: units.map((unit) => unit.unitId), operationId, site }),
      said === '' ? unitChoices(begun) : [],
    );
  });
}

/** One unit or one site. */
function readPick(begun: Begun): Reading {
  const { head, world, words } = begun;
  const said = begun.rest.trim();
  const placed = (sites: readonly LineSite[]) =>
    sites.map((site) => ({ line: `${head}${site.name}`, shows: site.name, note: site.operationTitle }));
  if (said === '')
    return unfinished(
      'missing_unit',
      [...placed(world.sites), ...unitCompletions(head, world.units, [])].slice(0, MOST_CHOICES),
    );
  const targets = takeTargets(said, world, words);
  if (targets.ok && targets.units.length === 1 && targets.rest === '')
    return ready({ does: 'pick', unitId: targets.units[0]!.unitId }, unitChoices(begun));
  const sites = sitesLike(said, world.sites, words);
  if (sites.length === 1) return ready({ does: 'pick_site', site: sites[0]! });
  const units = targets.ok ? targets.units : targets.like;
  const choices = [...placed(sites), ...unitCompletions(head, units, [])].slice(0, MOST_CHOICES);
  if (choices.length === 0) return problem('which_unit', { word: said });
  return problem('ambiguous', { word: said, matches: choices.map((one) => one.shows).join('、') }, choices);
}

function readConfirm({ rest, world, words, head }: Begun): Reading {
  const { unconfirmed } = world;
  if (!unconfirmed) return problem('no_confirm');
  const said = rest.trim();
  const choices = idsBeginning(words.kinds, said).map(({ words: [first = ''] }) => ({
    line: `${head}${first}`,
    shows: first,
    note: '',
  }));
  const kind = said === '' ? unconfirmed.kind : idOf(words.kinds, said);
  if (!kind) return problem('confirm_kind', {}, choices.slice(0, MOST_CHOICES));
  return ready(
    { does: 'confirm', ...onlyAlarm(unconfirmed), kind },
    said === '' ? choices.slice(0, MOST_CHOICES) : [],
  );
}

function readScreen({ head, rest, world, words }: Begun): Reading {
  const said = rest.trim();
  const known = words.screens.filter((one) => world.screens.includes(one.id));
  const screen = idOf(known, said);
  if (screen) return ready({ does: 'screen', screen });
  const choices = idsBeginning(known, said).map((one) => ({
    line: `${head}${one.words[1] ?? one.words[0]!}`,
    shows: one.words[1] ?? one.words[0]!,
    note: one.words.slice(2).join(' '),
  }));
  return said === ''
    ? unfinished('missing_screen', choices)
    : problem('which_screen', { word: said }, choices);
}

const onlyAlarm = ({ incidentId, kind, unitId }: NonNullable<LineWorld['unheard']>) => ({
  incidentId,
  kind,
  unitId,
});

/** Reads the units; `then` gets what is left of the line and the line as far as it is understood. */
function withUnits(
  begun: Begun,
  then: (units: readonly LineUnit[], rest: string, front: string) => Reading,
): Reading {
  const { head, rest, world, words } = begun;
  if (rest.trim() === '')
    return unfinished('missing_unit', unitCompletions(head, world.units, groupsLike('', world)));
  const targets = takeTargets(rest, world, words);
  if (!targets.ok) {
    const choices = unitCompletions(head, targets.like, groupsLike(targets.word, world));
    if (targets.like.length === 0) return problem('which_unit', { word: targets.word }, choices);
    return problem(
      'ambiguous',
      {
        word: targets.word,
        matches: targets.like
          .slice(0, 6)
          .map((unit) => unit.callSign)
          .join(' '),
      },
      choices,
    );
  }
  if (targets.units.length === 0) return problem('no_marked');
  const understood = rest.slice(0, rest.length - targets.rest.length).trim();
  return then(targets.units, targets.rest.trim(), `${head}${understood}`);
}

function withSite(
  { head, rest, sites, words }: Begun & { sites: readonly LineSite[] },
  then: (site: LineSite) => Reading,
  more: readonly Completion[] = [],
): Reading {
  const said = rest.trim();
  const found = said === '' ? [] : sitesLike(said, sites, words);
  const choices = [
    ...more,
    ...(said === '' ? sites : found).map((site) => ({
      line: `${head}${site.name}`,
      shows: site.name,
      note: site.operationTitle,
    })),
  ].slice(0, MOST_CHOICES);
  if (said === '') return unfinished('missing_site', choices);
  if (found.length === 0) return problem('which_site', { word: said });
  if (found.length > 1)
    return problem('ambiguous', { word: said, matches: found.map((site) => site.name).join('、') }, choices);
  return then(found[0]!);
}

/** Sites whose name is, or has, what was written; 甲 also by `jia` and `j`. */
function sitesLike(said: string, sites: readonly LineSite[], words: Vocabulary): LineSite[] {
  const plain = (name: string) => name.replace(/\s/g, '').toLocaleLowerCase();
  const character = words.letters.find((letter) =>
    letter.spellings.includes(said.toLocaleLowerCase()),
  )?.character;
  const whole = sites.filter((site) => plain(site.name) === plain(said));
  if (whole.length > 0) return whole.slice(0, 1); // of two with one name the one in focus, which stands first
  const part = sites.filter((site) => plain(site.name).includes(plain(said)));
  return part.length > 0 || !character ? part : sites.filter((site) => site.name.includes(character));
}

function takePriority(said: string): { priority: IssueOrder['priority'] | null; text: string } {
  const marks = /^[!！]{1,2}/.exec(said)?.[0] ?? '';
  return {
    priority: marks.length === 2 ? 'flash' : marks.length === 1 ? 'urgent' : null,
    text: said.slice(marks.length).trim(),
  };
}

/** undefined: they are not all in the same. */
function sameOperation(units: readonly LineUnit[]): string | null | undefined {
  const operations = new Set(units.map((unit) => unit.operationId));
  return operations.size === 1 ? [...operations][0] : undefined;
}

function notEnrolled(units: readonly LineUnit[]): Reading | null {
  const deaf = units.filter((unit) => !unit.enrolled);
  return deaf.length > 0
    ? problem('not_enrolled', { units: deaf.map((unit) => unit.callSign).join(' ') })
    : null;
}
