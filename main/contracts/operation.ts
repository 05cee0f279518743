import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';
import {
  CaseId,
  CommandId,
  CourtCode,
  DocumentId,
  Instant,
  Lat,
  Lng,
  line,
  OperationId,
  SiteId,
  TeamId,
  UnitId,
  text,
} from './ids.ts';
import { Finding } from './finding.ts';

/** Types of enforcement operation (DOMAIN §2.2). */
export const OPERATION_TYPES = [
  'seizure', // 查封扣押
  'search', // 搜查
  'eviction', // 强制迁出
  'custody', // 拘传拘留
  'service', // 送达
  'delivery', // 交付
  'act', // 行为执行
  'emergency', // 应急处突
] as const;
export const OperationType = z.enum(OPERATION_TYPES);
export type OperationType = z.infer<typeof OperationType>;

export const TEAM_FUNCTIONS = [
  'command',
  'cordon',
  'enforcement',
  'inventory',
  'evidence',
  'explanation',
  'support',
  'mobile',
] as const;
export const TeamFunction = z.enum(TEAM_FUNCTIONS);

export const RISK_GRADES = ['low', 'medium', 'high'] as const; // 一般 较高 高
export const RiskGrade = z.enum(RISK_GRADES);

export const CASE_TAGS = [
  'livelihood',
  'special_subject',
  'military',
  'foreign',
  'free_trade_zone',
  'sensitive',
] as const;

/** States before approval and after wrap-up belong to the operation, those between belong to each site (DOMAIN §2.3). */
export const OPERATION_STATES = [
  'draft', 'assessed', 'pending', 'returned', 'approved', 'mustering', 'en_route', 'on_scene', 'executing', 'incident',
  'suspended', 'withdrawn', 'wrap_up', 'reporting', 'closed', 'archived', 'cancelled',
] as const; // prettier-ignore
export const OperationState = z.enum(OPERATION_STATES);
export type OperationState = z.infer<typeof OperationState>;

/** Yuan with two decimals at most. */
const Amount = z.number().nonnegative().max(1e13).multipleOf(0.01);

export const EnforcementCase = z.strictObject({
  caseId: CaseId,
  /** 案号, for example (2026)川0104执99001号. */
  caseNumber: line(60),
  subjectName: line(80),
  claimAmount: Amount,
  costsAmount: Amount,
  tags: z.array(z.enum(CASE_TAGS)).max(6),
  /** A bankruptcy of the subject has been accepted: R36 stops new measures. */
  bankruptcyAccepted: z.boolean(),
});
export type EnforcementCase = z.infer<typeof EnforcementCase>;

export const DOCUMENT_KINDS = [
  'ruling', // 裁定书
  'search_warrant', // 搜查令
  'eviction_notice', // 强制迁出公告
  'out_of_province_approval', // 跨省执行审批
  'police_request', // 用警申请
  'risk_plan', // 风险处置预案
  'police_contact', // 公安联络记录
  'other',
] as const;
export const CaseDocument = z.strictObject({
  documentId: DocumentId,
  kind: z.enum(DOCUMENT_KINDS),
  number: line(80),
  issuer: line(80),
  signedAt: Instant,
});
export type CaseDocument = z.infer<typeof CaseDocument>;

export const SitePlan = z.strictObject({
  siteId: SiteId,
  name: line(60),
  address: line(200),
  /** Court on whose ground the site lies: it is alarmed when something happens there (R62). */
  placeCourtCode: CourtCode,
  lng: Lng,
  lat: Lat,
  radiusMeters: z.number().min(20).max(20_000),
  /** 现场指挥员; exactly one a site before departure (R16). */
  commanderUnitId: UnitId.nullable(),
  /** A woman may be searched here: a woman officer is needed (R05). */
  womanMayBeSearched: z.boolean(),
});
export type SitePlan = z.infer<typeof SitePlan>;

export const TeamPlan = z.strictObject({
  teamId: TeamId,
  /** null: 备勤, held back for any site. */
  siteId: SiteId.nullable(),
  name: line(40),
  function: TeamFunction,
  unitIds: z.array(UnitId).min(1).max(60),
});
export type TeamPlan = z.infer<typeof TeamPlan>;

const command = { commandId: CommandId, operationId: OperationId };
const Version = z.object({ version: z.int() });

export const DraftOperation = z.strictObject({
  ...command,
  title: line(80),
  type: OperationType,
  plannedStart: Instant,
  cases: z.array(EnforcementCase).max(50),
});
export type DraftOperation = z.infer<typeof DraftOperation>;
export const draftOperation = defineEndpoint({
  name: 'operation.draft', kind: 'command', access: 'operation.draft', input: DraftOperation, output: Version,
}); // prettier-ignore

export const ReviseOperation = z.strictObject({
  ...command,
  title: line(80),
  type: OperationType,
  plannedStart: Instant,
  cases: z.array(EnforcementCase).max(50),
});
export type ReviseOperation = z.infer<typeof ReviseOperation>;
export const reviseOperation = defineEndpoint({
  name: 'operation.revise', kind: 'command', access: 'operation.draft', input: ReviseOperation, output: Version,
}); // prettier-ignore

/** Adds the site, or replaces what was planned for it. */
export const PlaceSite = z.strictObject({ ...command, site: SitePlan });
export type PlaceSite = z.infer<typeof PlaceSite>;
export const placeSite = defineEndpoint({
  name: 'operation.place_site', kind: 'command', access: 'operation.draft', input: PlaceSite, output: Version,
}); // prettier-ignore

export const RemoveSite = z.strictObject({ ...command, siteId: SiteId });
export type RemoveSite = z.infer<typeof RemoveSite>;
export const removeSite = defineEndpoint({
  name: 'operation.remove_site', kind: 'command', access: 'operation.draft', input: RemoveSite, output: Version,
}); // prettier-ignore

/** Forms the team, or replaces its members; every unit is reserved for the operation. */
export const FormTeam = z.strictObject({ ...command, team: TeamPlan });
export type FormTeam = z.infer<typeof FormTeam>;
export const formTeam = defineEndpoint({
  name: 'operation.form_team', kind: 'command', access: 'operation.draft', input: FormTeam, output: Version,
}); // prettier-ignore

export const DisbandTeam = z.strictObject({ ...command, teamId: TeamId });
export type DisbandTeam = z.infer<typeof DisbandTeam>;
export const disbandTeam = defineEndpoint({
  name: 'operation.disband_team', kind: 'command', access: 'operation.draft', input: DisbandTeam, output: Version,
}); // prettier-ignore

export const RecordDocument = z.strictObject({ ...command, document: CaseDocument });
export type RecordDocument = z.infer<typeof RecordDocument>;
export const recordDocument = defineEndpoint({
  name: 'operation.record_document', kind: 'command', access: 'operation.draft', input: RecordDocument, output: Version,
}); // prettier-ignore

export const AssessRisk = z.strictObject({ ...command, grade: RiskGrade, factors: line(500) });
export type AssessRisk = z.infer<typeof AssessRisk>;
export const assessRisk = defineEndpoint({
  name: 'operation.assess_risk', kind: 'command', access: 'operation.draft', input: AssessRisk, output: Version,
}); // prettier-ignore

export const SubmitOperation = z.strictObject(command);
export type SubmitOperation = z.infer<typeof SubmitOperation>;
export const submitOperation = defineEndpoint({
  name: 'operation.submit', kind: 'command', access: 'operation.draft', input: SubmitOperation, output: Version,
}); // prettier-ignore

/** `reopen`: a returned plan becomes a draft again. */
export const ReopenOperation = z.strictObject(command);
export type ReopenOperation = z.infer<typeof ReopenOperation>;
export const reopenOperation = defineEndpoint({
  name: 'operation.reopen', kind: 'command', access: 'operation.draft', input: ReopenOperation, output: Version,
}); // prettier-ignore

export const ApproveOperation = z.strictObject({
  ...command,
  documentNumber: line(80),
  opinion: text(500),
});
export type ApproveOperation = z.infer<typeof ApproveOperation>;
export const approveOperation = defineEndpoint({
  name: 'operation.approve', kind: 'command', access: 'operation.approve', input: ApproveOperation, output: Version,
}); // prettier-ignore

export const ReturnOperation = z.strictObject({ ...command, reason: line(500) });
export type ReturnOperation = z.infer<typeof ReturnOperation>;
export const returnOperation = defineEndpoint({
  name: 'operation.return', kind: 'command', access: 'operation.approve', input: ReturnOperation, output: Version,
}); // prettier-ignore

export const CancelOperation = z.strictObject({ ...command, reason: line(500) });
export type CancelOperation = z.infer<typeof CancelOperation>;
export const cancelOperation = defineEndpoint({
  name: 'operation.cancel', kind: 'command', access: 'operation.draft', input: CancelOperation, output: Version,
}); // prettier-ignore

/** Why the named authority goes past a GATE finding. BLOCK findings cannot be overridden. */
export const GateOverride = z.strictObject({
  ruleId: z.string().max(8),
  siteId: SiteId.nullable(),
  reason: line(300),
});
export type GateOverride = z.infer<typeof GateOverride>;

/** Moves one site through muster … wrap_up, or the operation through reporting, closed, archived (`siteId` null). */
export const AdvanceOperation = z.strictObject({
  ...command,
  siteId: SiteId.nullable(),
  to: OperationState,
  reason: text(500),
  overrides: z.array(GateOverride).max(30),
});
export type AdvanceOperation = z.infer<typeof AdvanceOperation>;
export const advanceOperation = defineEndpoint({
  name: 'operation.advance', kind: 'command', access: 'operation.advance', input: AdvanceOperation, output: Version,
}); // prettier-ignore

/** 撤离: a capability of its own, never behind a gate (R61). */
export const WithdrawSite = z.strictObject({
  ...command,
  siteId: SiteId,
  reason: text(500),
});
export type WithdrawSite = z.infer<typeof WithdrawSite>;
export const withdrawSite = defineEndpoint({
  name: 'operation.withdraw', kind: 'command', access: 'operation.withdraw', input: WithdrawSite, output: Version,
}); // prettier-ignore

/** The departure gate: every check with its figures and source, met or not. */
export const readGate = defineEndpoint({
  name: 'operation.gate', kind: 'query', access: 'situation.see',
  input: z.strictObject({ operationId: OperationId }), output: z.object({ ruleSetVersion: z.string(), findings: z.array(Finding) }),
}); // prettier-ignore

const stamp = { at: Instant, by: z.string() };
const id = { operationId: z.string() };
export const OperationEvent = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('operation_drafted'), ...stamp, ...id, number: z.string(), title: z.string(), operationType: OperationType, courtCode: z.string(), plannedStart: Instant, cases: z.array(EnforcementCase), ruleSetVersion: z.string(), drill: z.boolean(), proposerName: z.string() }),
  z.looseObject({ type: z.literal('operation_revised'), ...stamp, ...id, title: z.string(), operationType: OperationType, plannedStart: Instant, cases: z.array(EnforcementCase) }),
  z.looseObject({ type: z.literal('site_placed'), ...stamp, ...id, site: SitePlan }),
  z.looseObject({ type: z.literal('site_removed'), ...stamp, ...id, siteId: z.string() }),
  z.looseObject({ type: z.literal('team_formed'), ...stamp, ...id, team: TeamPlan }),
  z.looseObject({ type: z.literal('team_disbanded'), ...stamp, ...id, teamId: z.string() }),
  z.looseObject({ type: z.literal('document_recorded'), ...stamp, ...id, document: CaseDocument }),
  z.looseObject({ type: z.literal('risk_assessed'), ...stamp, ...id, grade: RiskGrade, factors: z.string() }),
  z.looseObject({ type: z.literal('operation_submitted'), ...stamp, ...id, submitterName: z.string() }),
  z.looseObject({ type: z.literal('operation_approved'), ...stamp, ...id, documentNumber: z.string(), opinion: z.string(), approverName: z.string() }),
  z.looseObject({ type: z.literal('operation_returned'), ...stamp, ...id, reason: z.string(), approverName: z.string() }),
  z.looseObject({ type: z.literal('operation_reopened'), ...stamp, ...id }),
  z.looseObject({ type: z.literal('operation_cancelled'), ...stamp, ...id, reason: z.string() }),
  z.looseObject({ type: z.literal('site_advanced'), ...stamp, ...id, siteId: z.string(), from: OperationState, to: OperationState, reason: z.string(), overrides: z.array(GateOverride), findings: z.array(Finding) }),
  z.looseObject({ type: z.literal('operation_advanced'), ...stamp, ...id, from: OperationState, to: OperationState, reason: z.string() }),
]); // prettier-ignore
export type OperationEvent = z.infer<typeof OperationEvent>;
