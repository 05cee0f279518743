import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Login, Password } from '#contracts/account.ts';
import { CourtCode, Lat, line, Lng, text } from '#contracts/ids.ts';
import {
  CASE_TAGS,
  DOCUMENT_KINDS,
  OperationState,
  OperationType,
  RiskGrade,
  TeamFunction,
} from '#contracts/operation.ts';
import { Role } from '#contracts/roles.ts';
import { UnitKind } from '#contracts/unit.ts';

/** WGS-84 degrees. */
const Point = z.tuple([Lng, Lat]);
const CallSign = line(16);
const Seconds = z.number().nonnegative().max(86_400);

const DrillAccount = z.strictObject({ login: Login, name: line(40), role: Role, courtCode: CourtCode });

/** A unit, and how whoever plays it behaves. */
const DrillUnit = z.strictObject({
  callSign: CallSign,
  courtCode: CourtCode,
  kind: UnitKind,
  name: line(40),
  sex: z.enum(['female', 'male']).nullable(),
  /** The 执行公务证 is valid for so many days from the start of the drill, so that the drill does not age. */
  enforcementIdDays: z.int().nullable(),
  policeNumber: text(20),
  plate: text(12),
  /** Number of the 执法记录仪; empty: none. */
  cameraLabel: text(24),
  skills: z.array(line(20)).max(12),
  /** Whose way it goes. */
  group: line(8),
  /** What its camera sees: a clip of resources/drill, without the ending. Null: no camera. */
  clip: line(24).nullable(),
  /** Where it stands at the site: metres east and north of the end of the way. */
  standMeters: z.tuple([z.number(), z.number()]),
  acknowledgeSeconds: Seconds,
  /** Of the first so many orders it says nothing at all. */
  silentOrders: z.int().nonnegative(),
  batteryPct: z.number().min(0).max(100),
  network: line(20),
});
export type DrillUnit = z.infer<typeof DrillUnit>;

/** Those who travel together: where they muster, which way they go, to which site. */
const DrillGroup = z.strictObject({
  base: Point,
  route: z.array(Point).min(2),
  site: line(8),
  speedKmh: z.number().positive().max(120),
  /** Of a group held back: words of an order at which it sets out. The others set out with their site. */
  setsOutOn: z.array(line(12)).max(8).optional(),
});
export type DrillGroup = z.infer<typeof DrillGroup>;

const When = z.discriminatedUnion('on', [
  z.strictObject({ on: z.literal('online') }),
  z.strictObject({ on: z.literal('site'), site: line(8), state: OperationState }),
  z.strictObject({ on: z.literal('sos') }),
  /** The command center sends the cue's own unit an order or a message with this word in it. */
  z.strictObject({ on: z.literal('word'), word: line(12) }),
]);
export type When = z.infer<typeof When>;

/** So many seconds after this, that unit says or does that. Each once in a drill. */
const Cue = z.strictObject({
  when: When,
  afterSeconds: Seconds,
  unit: CallSign,
  say: z.strictObject({ kind: z.enum(['note', 'request_instruction']), text: line(1000) }).optional(),
  do: z.enum(['sos', 'cut', 'restore']).optional(),
});
export type Cue = z.infer<typeof Cue>;

const DrillSite = z.strictObject({
  key: line(8),
  name: line(60),
  address: line(200),
  placeCourtCode: CourtCode,
  lng: Lng,
  lat: Lat,
  radiusMeters: z.number().min(20).max(20_000),
  commander: CallSign,
  womanMayBeSearched: z.boolean(),
});
const DrillTeam = z.strictObject({
  site: line(8).nullable(),
  name: line(40),
  function: TeamFunction,
  units: z.array(CallSign).min(1),
});

const DrillOperation = z.strictObject({
  title: line(80),
  type: OperationType,
  startsInMinutes: z.number().nonnegative(),
  proposer: Login,
  approver: Login,
  approvalNumber: line(80),
  opinion: text(500),
  risk: z.strictObject({ grade: RiskGrade, factors: line(500) }),
  cases: z.array(
    z.strictObject({
      caseNumber: line(60),
      subjectName: line(80),
      claimAmount: z.number().nonnegative(),
      costsAmount: z.number().nonnegative(),
      tags: z.array(z.enum(CASE_TAGS)),
    }),
  ),
  sites: z.array(DrillSite).min(1),
  teams: z.array(DrillTeam).min(1),
  documents: z.array(
    z.strictObject({
      kind: z.enum(DOCUMENT_KINDS),
      number: line(80),
      issuer: line(80),
      daysAgo: z.int().nonnegative(),
    }),
  ),
});

/**
 * A drill as data (DOMAIN §4.1): who plays, who sits where, what was planned, and what the played units do.
 * Everything refers by call sign, login and key; a reference that leads nowhere is refused with its path.
 */
export const Scenario = z
  .strictObject({
    id: line(40),
    title: line(80),
    /** Says on its face that nobody in it is real. */
    fictional: line(300),
    homeCourt: CourtCode,
    /** Of every drill account. It protects nothing: the sign-in page of a drill shows it. */
    password: Password,
    /** Seconds of the drill in one second of the clock. */
    speed: z.number().min(0.1).max(60),
    accounts: z.array(DrillAccount).min(3),
    units: z.array(DrillUnit).min(1),
    groups: z.record(z.string(), DrillGroup),
    operation: DrillOperation,
    /** What a played unit writes back to a message, and to an answer to its own question. */
    answers: z.strictObject({ note: line(200), reply: line(200) }),
    timeline: z.array(Cue),
  })
  .superRefine((scenario, context) => {
    for (const [path, message] of problems(scenario)) context.addIssue({ code: 'custom', path, message });
  });
export type Scenario = z.infer<typeof Scenario>;

/** @throws ZodError naming the path of what does not fit. */
export const loadScenario = (file: string): Scenario =>
  Scenario.parse(JSON.parse(readFileSync(file, 'utf8')));

type Shape = {
  accounts: z.infer<typeof DrillAccount>[];
  units: DrillUnit[];
  groups: Record<string, DrillGroup>;
  operation: z.infer<typeof DrillOperation>;
  timeline: Cue[];
};

function* problems({
  accounts,
  units,
  groups,
  operation,
  timeline,
}: Shape): Generator<[(string | number)[], string]> {
  const signs = new Set(units.map((unit) => unit.callSign));
  const logins = new Set(accounts.map((account) => account.login));
  const sites = new Set(operation.sites.map((site) => site.key));
  if (signs.size !== units.length) yield [['units'], 'a call sign is there twice'];
  if (logins.size !== accounts.length) yield [['accounts'], 'a login is there twice'];
  for (const [i, unit] of units.entries()) {
    if (!groups[unit.group]) yield [['units', i, 'group'], `no group ${unit.group}`];
    if ((unit.clip === null) !== (unit.cameraLabel === ''))
      yield [['units', i, 'clip'], 'a clip needs a camera, a camera a clip'];
  }
  for (const [key, group] of Object.entries(groups))
    if (!sites.has(group.site)) yield [['groups', key, 'site'], `no site ${group.site}`];
  for (const [i, site] of operation.sites.entries())
    if (!signs.has(site.commander))
      yield [['operation', 'sites', i, 'commander'], `no unit ${site.commander}`];
  const placed = new Set<string>();
  for (const [i, team] of operation.teams.entries()) {
    if (team.site !== null && !sites.has(team.site))
      yield [['operation', 'teams', i, 'site'], `no site ${team.site}`];
    for (const sign of team.units) {
      if (!signs.has(sign)) yield [['operation', 'teams', i, 'units'], `no unit ${sign}`];
      if (placed.has(sign)) yield [['operation', 'teams', i, 'units'], `${sign} stands in two teams`];
      placed.add(sign);
    }
  }
  for (const role of ['proposer', 'approver'] as const)
    if (!logins.has(operation[role])) yield [['operation', role], `no account ${operation[role]}`];
  for (const [i, cue] of timeline.entries()) {
    if (!signs.has(cue.unit)) yield [['timeline', i, 'unit'], `no unit ${cue.unit}`];
    if (cue.when.on === 'site' && !sites.has(cue.when.site))
      yield [['timeline', i, 'when'], `no site ${cue.when.site}`];
    if ((cue.say === undefined) === (cue.do === undefined)) yield [['timeline', i], 'either says or does'];
  }
}
