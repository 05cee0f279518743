import type {
  CaseDocument,
  EnforcementCase,
  GateOverride,
  OperationEvent,
  OperationState,
  OperationType,
  RISK_GRADES,
  SitePlan,
  TeamPlan,
} from '#contracts/operation.ts';
import type { Fold } from '../fold.ts';

export type Site = {
  plan: SitePlan;
  state: OperationState;
  since: string;
  /** Where 恢复 leads while suspended. */
  resumeTo: OperationState | null;
  times: { state: OperationState; at: string }[];
};

export type Operation = {
  operationId: string;
  number: string;
  title: string;
  operationType: OperationType;
  courtCode: string;
  plannedStart: string;
  cases: EnforcementCase[];
  ruleSetVersion: string;
  drill: boolean;
  proposer: { id: string; name: string };
  submitter: string | null;
  /** Before departure and after wrap-up; while sites are out, see `operationState`. */
  phase: OperationState;
  phaseSince: string;
  risk: { grade: (typeof RISK_GRADES)[number]; factors: string; at: string } | null;
  approvals: { at: string; by: string; name: string; documentNumber: string; opinion: string }[];
  returns: { at: string; name: string; reason: string }[];
  documents: CaseDocument[];
  sites: Record<string, Site>;
  teams: Record<string, TeamPlan>;
  overrides: (GateOverride & { at: string; by: string })[];
};

/** The plan is still the lead court's own affair: nobody else sees it, nobody else's unit is commanded by it. */
export const BEFORE_APPROVAL: readonly OperationState[] = [
  'draft',
  'assessed',
  'pending',
  'returned',
  'cancelled',
];

/** From the furthest behind to the furthest ahead; an incident anywhere outranks them all. */
const SITE_RANK: readonly OperationState[] = ['approved', 'mustering', 'en_route', 'on_scene', 'executing'];

/**
 * State of the whole operation: 突发处置 when any site has it, 实施中 when any site is, 收尾 only when all are
 * (DOMAIN §2.3); else the furthest any site has come. Suspended or withdrawn shows only when no site goes on.
 */
export function operationState(operation: Operation): OperationState {
  if (operation.phase !== 'approved') return operation.phase;
  const states = Object.values(operation.sites).map((site) => site.state);
  if (states.length === 0) return 'approved';
  if (states.includes('incident')) return 'incident';
  if (states.every((state) => state === 'wrap_up')) return 'wrap_up';
  const furthest = Math.max(...states.map((state) => SITE_RANK.indexOf(state)));
  if (furthest >= 0 && (furthest > 0 || states.every((state) => state === 'approved')))
    return SITE_RANK[furthest]!;
  if (states.includes('suspended')) return 'suspended';
  if (states.includes('withdrawn')) return 'withdrawn';
  return SITE_RANK[Math.max(furthest, 0)]!;
}

/** Since when the operation is in that state. */
export function operationSince(operation: Operation): string {
  const state = operationState(operation);
  if (operation.phase !== 'approved' || state === 'approved') return operation.phaseSince;
  const since = Object.values(operation.sites)
    .filter((site) => site.state === state)
    .map((site) => site.since)
    .sort();
  return (state === 'wrap_up' ? since.at(-1) : since[0]) ?? operation.phaseSince;
}

/** Units of all teams and site commanders, each once. */
export function operationUnitIds(operation: Operation): string[] {
  const members = Object.values(operation.teams).flatMap((team) => team.unitIds);
  const commanders = Object.values(operation.sites).flatMap((site) => site.plan.commanderUnitId ?? []);
  return [...new Set([...members, ...commanders])];
}

/** The site a unit works at, or null when it stands by. */
export function siteOfUnit(operation: Operation, unitId: string): string | null {
  const commanded = Object.values(operation.sites).find((site) => site.plan.commanderUnitId === unitId);
  if (commanded) return commanded.plan.siteId;
  return Object.values(operation.teams).find((team) => team.unitIds.includes(unitId))?.siteId ?? null;
}

const drafted = (event: Extract<OperationEvent, { type: 'operation_drafted' }>): Operation => ({
  operationId: event.operationId,
  number: event.number,
  title: event.title,
  operationType: event.operationType,
  courtCode: event.courtCode,
  plannedStart: event.plannedStart,
  cases: event.cases,
  ruleSetVersion: event.ruleSetVersion,
  drill: event.drill,
  proposer: { id: event.by, name: event.proposerName },
  submitter: null,
  phase: 'draft',
  phaseSince: event.at,
  risk: null,
  approvals: [],
  returns: [],
  documents: [],
  sites: {},
  teams: {},
  overrides: [],
});

function evolve(operation: Operation | null, event: OperationEvent): Operation | null {
  if (event.type === 'operation_drafted') return drafted(event);
  if (!operation) return operation;
  const phase = (next: OperationState): Operation => ({ ...operation, phase: next, phaseSince: event.at });
  switch (event.type) {
    case 'operation_revised':
      return {
        ...operation,
        title: event.title,
        operationType: event.operationType,
        plannedStart: event.plannedStart,
        cases: event.cases,
      };
    case 'site_placed': {
      const known = operation.sites[event.site.siteId];
      const site: Site = known
        ? { ...known, plan: event.site }
        : { plan: event.site, state: 'approved', since: event.at, resumeTo: null, times: [] };
      return { ...operation, sites: { ...operation.sites, [event.site.siteId]: site } };
    }
    case 'site_removed': {
      const { [event.siteId]: _removed, ...sites } = operation.sites;
      const teams = Object.fromEntries(
        Object.entries(operation.teams).filter(([, team]) => team.siteId !== event.siteId),
      );
      return { ...operation, sites, teams };
    }
    case 'team_formed':
      return { ...operation, teams: { ...operation.teams, [event.team.teamId]: event.team } };
    case 'team_disbanded': {
      const { [event.teamId]: _disbanded, ...teams } = operation.teams;
      return { ...operation, teams };
    }
    case 'document_recorded':
      return {
        ...operation,
        documents: [
          ...operation.documents.filter((d) => d.documentId !== event.document.documentId),
          event.document,
        ],
      };
    case 'risk_assessed':
      return { ...phase('assessed'), risk: { grade: event.grade, factors: event.factors, at: event.at } };
    case 'operation_submitted':
      return { ...phase('pending'), submitter: event.by };
    case 'operation_approved':
      return {
        ...phase('approved'),
        approvals: [
          ...operation.approvals,
          {
            at: event.at,
            by: event.by,
            name: event.approverName,
            documentNumber: event.documentNumber,
            opinion: event.opinion,
          },
        ],
        sites: Object.fromEntries(
          Object.entries(operation.sites).map(([id, site]) => [
            id,
            { ...site, state: 'approved' as const, since: event.at },
          ]),
        ),
      };
    case 'operation_returned':
      return {
        ...phase('returned'),
        returns: [...operation.returns, { at: event.at, name: event.approverName, reason: event.reason }],
      };
    case 'operation_reopened':
      return phase('draft');
    case 'operation_cancelled':
      return phase('cancelled');
    case 'site_advanced': {
      const site = operation.sites[event.siteId];
      if (!site) return operation;
      const next: Site = {
        ...site,
        state: event.to,
        since: event.at,
        resumeTo: event.to === 'suspended' ? event.from : null,
        times: [...site.times, { state: event.to, at: event.at }],
      };
      return {
        ...operation,
        sites: { ...operation.sites, [event.siteId]: next },
        overrides: [
          ...operation.overrides,
          ...event.overrides.map((o) => ({ ...o, at: event.at, by: event.by })),
        ],
      };
    }
    case 'operation_advanced':
      return phase(event.to);
    default:
      return operation;
  }
}

export const operationFold: Fold<Operation, OperationEvent> = { evolve };
