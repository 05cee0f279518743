import type { z } from 'zod';
import type { proposeAccount, decideAccount } from '#contracts/account.ts';
import type * as operation from '#contracts/operation.ts';
import type { Caller, Role } from '#contracts/roles.ts';
import type { DrillSeat, FoundCourt } from '#contracts/session.ts';
import type { createEnrolment, registerUnit } from '#contracts/unit.ts';
import type { Directory } from '../directory.ts';
import type { DrillUnit, Scenario } from './scenario.ts';

type Inputs = {
  'account.propose': z.input<typeof proposeAccount.input>;
  'account.decide': z.input<typeof decideAccount.input>;
  'unit.register': z.input<typeof registerUnit.input>;
  'unit.create_enrolment': z.input<typeof createEnrolment.input>;
  'operation.draft': z.input<typeof operation.draftOperation.input>;
  'operation.place_site': z.input<typeof operation.placeSite.input>;
  'operation.form_team': z.input<typeof operation.formTeam.input>;
  'operation.record_document': z.input<typeof operation.recordDocument.input>;
  'operation.assess_risk': z.input<typeof operation.assessRisk.input>;
  'operation.submit': z.input<typeof operation.submitOperation.input>;
  'operation.approve': z.input<typeof operation.approveOperation.input>;
};

/** One command of the preparation: which endpoint, what goes in, and in whose name. */
export type DrillStep = {
  [Name in keyof Inputs]: { endpoint: Name; input: Inputs[Name]; caller: Caller };
}[keyof Inputs];

export type DrillPlan = {
  /** Founds the court first; makes its three administrators. */
  found: z.input<typeof FoundCourt>;
  /**
   * Then these, one wave after the other; the steps of a wave touch different streams and may run side by side. The
   * answers of `unit.create_enrolment`, the last wave, carry the codes that the simulator needs.
   */
  waves: DrillStep[][];
  /** Every account of the drill, for the sign-in page. */
  seats: DrillSeat[];
  units: { unitId: string; callSign: string }[];
  operationId: string;
};

const DAY_MS = 86_400_000;

/**
 * Writes the scenario out as commands, through the same deciders as anybody's: at the end the operation is approved and
 * every unit waits for its phone. Ids are fresh; times count from `now` (ms UTC), so that a drill is never out of date.
 *
 * Accounts of other courts are proposed and granted by setting-up administrators of those courts: in a drill all sit on
 * one hub.
 */
export function buildDrillPlan(
  scenario: Scenario,
  directory: Directory,
  world: { now: number; newId: () => string },
): DrillPlan {
  const { newId } = world;
  const accountIds = new Map(scenario.accounts.map((account) => [account.login, newId()]));
  const unitIds = new Map(scenario.units.map((unit) => [unit.callSign, newId()]));
  const callerOf = (login: string): Caller => {
    const account = scenario.accounts.find((known) => known.login === login)!;
    return caller(accountIds.get(login)!, account.name, account.role, account.courtCode);
  };
  const operationId = newId();
  return {
    found: foundingOf(scenario, newId),
    waves: [
      ...accountWaves(scenario, accountIds, newId),
      unitSteps(scenario, unitIds, world),
      ...operationSteps({ scenario, operationId, unitIds, callerOf, world }).map((step) => [step]),
      scenario.units.map(({ callSign, courtCode }) =>
        enrolmentStep(unitIds.get(callSign)!, courtCode, newId),
      ),
    ],
    seats: drillSeats(scenario, directory),
    units: scenario.units.map(({ callSign }) => ({ callSign, unitId: unitIds.get(callSign)! })),
    operationId,
  };
}

/** Every account of a drill as its sign-in page offers it; follows from the scenario alone, so nothing is kept. */
export const drillSeats = (scenario: Scenario, directory: Directory): DrillSeat[] =>
  scenario.accounts.map(({ login, name, role, courtCode }) => ({
    login,
    password: scenario.password,
    name,
    role,
    courtCode,
    courtName: directory.byCode(courtCode)?.name ?? courtCode,
  }));

/** A fresh one-time code for the phone of a unit. */
export const enrolmentStep = (unitId: string, courtCode: string, newId: () => string): DrillStep => ({
  endpoint: 'unit.create_enrolment',
  caller: setUp('system_admin', courtCode),
  input: { commandId: newId(), unitId },
});

const caller = (id: string, name: string, role: Role, courtCode: string): Caller => ({
  id, name, role, courtCode, unitId: null, sessionId: 'drill', seat: '演练布设',
}); // prettier-ignore

/** Whoever sets the drill up; one id a role, because nobody grants what he proposed himself. */
const setUp = (role: Role, courtCode: string): Caller => caller(`drill-${role}`, '演练布设', role, courtCode);

const ADMINISTRATORS: readonly Role[] = ['system_admin', 'security_admin', 'auditor'];
const isFounder = (scenario: Scenario, account: Scenario['accounts'][number]) =>
  account.courtCode === scenario.homeCourt && ADMINISTRATORS.includes(account.role);

function foundingOf(scenario: Scenario, newId: () => string): DrillPlan['found'] {
  const admin = (role: Role) => {
    const account = scenario.accounts.find((known) => known.role === role && isFounder(scenario, known));
    if (!account) throw new Error(`scenario ${scenario.id} has no ${role} at its own court`);
    return { login: account.login, name: account.name, password: scenario.password };
  };
  return {
    commandId: newId(),
    courtCode: scenario.homeCourt,
    systemAdmin: admin('system_admin'),
    securityAdmin: admin('security_admin'),
    auditor: admin('auditor'),
  };
}

/** All are proposed, then all are granted by somebody else. */
function accountWaves(
  scenario: Scenario,
  accountIds: ReadonlyMap<string, string>,
  newId: () => string,
): [DrillStep[], DrillStep[]] {
  const others = scenario.accounts.filter((account) => !isFounder(scenario, account));
  const { password } = scenario;
  return [
    others.map(({ login, name, role, courtCode }) => ({
      endpoint: 'account.propose',
      caller: setUp('system_admin', courtCode),
      input: {
        commandId: newId(),
        accountId: accountIds.get(login)!,
        login,
        name,
        courtCode,
        role,
        password,
      },
    })),
    others.map(({ login, courtCode }) => ({
      endpoint: 'account.decide',
      caller: setUp('security_admin', courtCode),
      input: { commandId: newId(), accountId: accountIds.get(login)!, granted: true, reason: '' },
    })),
  ];
}

function profileOf(unit: DrillUnit, now: number): Inputs['unit.register']['profile'] {
  const { kind, callSign, name, sex, policeNumber, plate, cameraLabel, skills } = unit;
  const until =
    unit.enforcementIdDays === null
      ? null
      : new Date(now + unit.enforcementIdDays * DAY_MS).toISOString().slice(0, 10);
  return { kind, callSign, name, sex, enforcementIdUntil: until, policeNumber, plate, cameraLabel, skills };
}

const unitSteps = (
  scenario: Scenario,
  unitIds: ReadonlyMap<string, string>,
  { now, newId }: { now: number; newId: () => string },
): DrillStep[] =>
  scenario.units.map((unit) => ({
    endpoint: 'unit.register',
    caller: setUp('system_admin', unit.courtCode),
    input: {
      commandId: newId(),
      unitId: unitIds.get(unit.callSign)!,
      courtCode: unit.courtCode,
      profile: profileOf(unit, now),
    },
  }));

function operationSteps(given: {
  scenario: Scenario;
  operationId: string;
  unitIds: ReadonlyMap<string, string>;
  callerOf: (login: string) => Caller;
  world: { now: number; newId: () => string };
}): DrillStep[] {
  const { scenario, operationId, unitIds, callerOf, world } = given;
  const { newId, now } = world;
  const plan = scenario.operation;
  const proposer = callerOf(plan.proposer);
  const siteIds = new Map(plan.sites.map((site) => [site.key, newId()]));
  const head = () => ({ commandId: newId(), operationId });
  const ids = (callSigns: string[]) => callSigns.map((sign) => unitIds.get(sign)!);
  return [
    {
      endpoint: 'operation.draft',
      caller: proposer,
      input: {
        ...head(),
        title: plan.title,
        type: plan.type,
        plannedStart: new Date(now + plan.startsInMinutes * 60_000).toISOString(),
        cases: plan.cases.map((c) => ({ ...c, caseId: newId(), bankruptcyAccepted: false })),
      },
    },
    ...plan.sites.map(({ key, commander, ...site }): DrillStep => ({
      endpoint: 'operation.place_site',
      caller: proposer,
      input: {
        ...head(),
        site: { ...site, siteId: siteIds.get(key)!, commanderUnitId: unitIds.get(commander)! },
      },
    })),
    ...plan.teams.map(({ site, units, ...team }): DrillStep => ({
      endpoint: 'operation.form_team',
      caller: proposer,
      input: {
        ...head(),
        team: {
          ...team,
          teamId: newId(),
          siteId: site === null ? null : siteIds.get(site)!,
          unitIds: ids(units),
        },
      },
    })),
    ...plan.documents.map(({ daysAgo, ...document }): DrillStep => ({
      endpoint: 'operation.record_document',
      caller: proposer,
      input: {
        ...head(),
        document: {
          ...document,
          documentId: newId(),
          signedAt: new Date(now - daysAgo * DAY_MS).toISOString(),
        },
      },
    })),
    { endpoint: 'operation.assess_risk', caller: proposer, input: { ...head(), ...plan.risk } },
    { endpoint: 'operation.submit', caller: proposer, input: head() },
    {
      endpoint: 'operation.approve',
      caller: callerOf(plan.approver),
      input: { ...head(), documentNumber: plan.approvalNumber, opinion: plan.opinion },
    },
  ];
}
