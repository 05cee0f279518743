import type { CaseDocument, SitePlan, TeamPlan } from '#contracts/operation.ts';
import type { Caller, Role } from '#contracts/roles.ts';
import type { UnitProfile } from '#contracts/unit.ts';
import type { Account } from '#domain/account/state.ts';
import type { Given, Recorded } from '#domain/given.ts';
import type { Incident } from '#domain/incident/state.ts';
import type { Message } from '#domain/message/state.ts';
import type { Operation, Site } from '#domain/operation/state.ts';
import { fresh, type Order, type Receipt } from '#domain/order/state.ts';
import { evolveStream } from '#domain/streams.ts';
import type { Unit } from '#domain/unit/state.ts';

/** Fictional courts of the drill: JJ leads, JLP assists, CD stands above JJ, CQ5 above JLP. */
export const COURTS = { own: 'JJ', partner: 'JLP', higher: 'CD', other: 'CQ5' } as const;
export const isBelow = (code: string, ancestor: string): boolean =>
  (code === 'JJ' && ancestor === 'CD') || (code === 'JLP' && ancestor === 'CQ5');
export const provinceOf = (code: string): string => (['JJ', 'CD'].includes(code) ? '四川' : '重庆');

/** A UUID v7 that is the same in every run. */
export const anId = (n: number): string => `01936000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

/** 2026-11-24 09:28:41 in Beijing, a Tuesday. */
export const NOW = '2026-11-24T01:28:41.000Z';
export const NOW_MS = Date.parse(NOW);
export const at = (seconds: number): string => new Date(NOW_MS + seconds * 1000).toISOString();

export const aCaller = (role: Role = 'operator', part: Partial<Caller> = {}): Caller => ({
  id: anId(0xa00),
  name: '林（虚构）',
  role,
  courtCode: COURTS.own,
  unitId: null,
  sessionId: 'session',
  seat: 'A1',
  ...part,
});

/** The phone of a unit. */
export const aPhone = (unitId: string, part: Partial<Caller> = {}): Caller =>
  aCaller('officer', { id: unitId, unitId, seat: 'phone', ...part });

export const given = (actor: Caller = aCaller(), now = NOW): Given => ({ actor, now, drill: false });

const profile: UnitProfile = {
  kind: 'officer',
  callSign: 'A1-01',
  name: '何（虚构）',
  sex: 'male',
  enforcementIdUntil: '2027-12-31',
  policeNumber: '',
  plate: '',
  cameraLabel: 'CAM-01',
  skills: [],
};

export const aUnit = (part: Partial<Omit<Unit, 'profile'>> = {}, who: Partial<UnitProfile> = {}): Unit => ({
  unitId: anId(0x100),
  courtCode: COURTS.own,
  profile: { ...profile, ...who },
  drill: false,
  status: 'standby',
  statusSince: NOW,
  statusReason: '',
  assignment: null,
  deviceName: 'phone',
  enrolmentOpenUntil: null,
  lostSince: null,
  retired: false,
  ...part,
});

export const aSitePlan = (part: Partial<SitePlan> = {}): SitePlan => ({
  siteId: anId(0x300),
  name: '现场甲',
  address: '虚构路 1 号',
  placeCourtCode: COURTS.own,
  lng: 104.08,
  lat: 30.65,
  radiusMeters: 200,
  commanderUnitId: null,
  womanMayBeSearched: false,
  ...part,
});

export const aSite = (part: Partial<Omit<Site, 'plan'>> = {}, plan: Partial<SitePlan> = {}): Site => ({
  plan: aSitePlan(plan),
  state: 'approved',
  since: NOW,
  resumeTo: null,
  times: [],
  ...part,
});

export const aTeam = (part: Partial<TeamPlan> = {}): TeamPlan => ({
  teamId: anId(0x400),
  siteId: anId(0x300),
  name: 'A1',
  function: 'enforcement',
  unitIds: [anId(0x100)],
  ...part,
});

export const aDocument = (kind: CaseDocument['kind'], part: Partial<CaseDocument> = {}): CaseDocument => ({
  documentId: anId(0x500),
  kind,
  number: `${kind}-1`,
  issuer: '院长（虚构）',
  signedAt: '2026-11-16T01:00:00.000Z',
  ...part,
});

type OperationPart = Partial<Omit<Operation, 'sites' | 'teams'>> & { sites?: Site[]; teams?: TeamPlan[] };

/** In `draft` with no sites and no teams unless told otherwise. */
export const anOperation = ({ sites = [], teams = [], ...part }: OperationPart = {}): Operation => ({
  operationId: anId(0x200),
  number: '行动〔2026〕1号',
  title: '查封（虚构）',
  operationType: 'seizure',
  courtCode: COURTS.own,
  plannedStart: '2026-11-24T00:00:00.000Z',
  cases: [
    {
      caseId: anId(0x600),
      caseNumber: '(2026)川0104执99001号',
      subjectName: '某公司（虚构）',
      claimAmount: 4_860_000,
      costsAmount: 260_000,
      tags: [],
      bankruptcyAccepted: false,
    },
  ],
  ruleSetVersion: '2026-11.1',
  drill: false,
  proposer: { id: anId(0xa00), name: '林（虚构）' },
  submitter: null,
  phase: 'draft',
  phaseSince: NOW,
  risk: null,
  approvals: [],
  returns: [],
  documents: [],
  overrides: [],
  ...part,
  sites: Object.fromEntries(sites.map((site) => [site.plan.siteId, site])),
  teams: Object.fromEntries(teams.map((team) => [team.teamId, team])),
});

export const aReceipt = (unitId: string, part: Partial<Receipt> = {}): Receipt => ({
  ...fresh(unitId, NOW, 60),
  ...part,
});

export const anOrder = (receipts: Receipt[] = [aReceipt(anId(0x100))], part: Partial<Order> = {}): Order => ({
  orderId: anId(0x700),
  operationId: null,
  courtCode: COURTS.own,
  text: '到位请回复',
  templateId: null,
  priority: 'routine',
  issuedAt: NOW,
  issuedBy: anId(0xa00),
  issuerName: '林（虚构）',
  drill: false,
  revoked: null,
  ...part,
  receipts: Object.fromEntries(receipts.map((receipt) => [receipt.unitId, receipt])),
});

export const anIncident = (part: Partial<Incident> = {}): Incident => ({
  incidentId: anId(0x800),
  kind: 'unspecified',
  source: 'sos',
  courtCode: COURTS.own,
  placeCourtCode: COURTS.own,
  operationId: null,
  siteId: null,
  unitId: anId(0x100),
  position: null,
  note: '',
  drill: false,
  state: 'raised',
  since: NOW,
  raisedAt: NOW,
  occurredAt: NOW,
  grade: null,
  acknowledged: [],
  confirmed: null,
  falseAlarm: null,
  escalations: [],
  police: [],
  steps: [{ state: 'raised', at: NOW, name: '', note: '' }],
  disposition: '',
  triggers: [],
  ...part,
});

export const aMessage = (part: Partial<Message> = {}): Message => ({
  messageId: anId(0x900),
  operationId: null,
  courtCode: COURTS.own,
  fromUnitId: null,
  fromName: '林（虚构）',
  unitIds: [anId(0x100)],
  kind: 'note',
  replyTo: null,
  text: '注意安全',
  sentAt: NOW,
  occurredAt: NOW,
  drill: false,
  receipts: {},
  ...part,
});

export const anAccount = (part: Partial<Account> = {}): Account => ({
  accountId: anId(0xb00),
  login: 'lin',
  name: '林（虚构）',
  courtCode: COURTS.own,
  role: 'operator',
  state: 'active',
  since: NOW,
  proposedBy: anId(0xa01),
  lockedUntil: null,
  failures: 0,
  lastSignIn: null,
  drill: false,
  ...part,
});

/** Folds what a decision recorded onto the states it was made from, by stream. */
export function applied(
  decision:
    | { ok: true; value: Recorded<{ type: string }>[] }
    | { ok: false; error: unknown }
    | Recorded<{ type: string }>[],
  states: Record<string, unknown> = {},
): Record<string, unknown> {
  if (!Array.isArray(decision) && !decision.ok) throw new Error(`refused: ${JSON.stringify(decision.error)}`);
  const events = Array.isArray(decision) ? decision : decision.value;
  return events.reduce(
    (now, { stream, event }) => ({ ...now, [stream]: evolveStream(stream, now[stream] ?? null, event) }),
    states,
  );
}

/** Types of the events of a decision, or its refusal code: enough where the case is about yes or no. */
export const outcome = (
  decision: { ok: true; value: Recorded<{ type: string }>[] } | { ok: false; error: { code: string } },
): string[] | string => (decision.ok ? decision.value.map(({ event }) => event.type) : decision.error.code);
