import * as contract from '#contracts/operation.ts';
import { newId, type TestHub, COURT } from './test-hub.ts';

/** Ids of a plan with one site and one team. */
export type Plan = { operationId: string; siteId: string; teamId: string };
export type PlanPart = { unitIds: string[]; commanderUnitId?: string | null; placeCourtCode?: string };

/** Plans an operation up to its submission, as the operator whose token that is. */
export async function planOperation({ must }: TestHub, token: string, part: PlanPart): Promise<Plan> {
  const { unitIds, commanderUnitId = unitIds[0] ?? null, placeCourtCode = COURT } = part;
  const plan = { operationId: newId(), siteId: newId(), teamId: newId() };
  const about = () => ({ commandId: newId(), operationId: plan.operationId });
  const now = new Date().toISOString();
  const enforced = {
    caseId: newId(),
    caseNumber: '(2026)川0104执99001号',
    subjectName: '某公司（虚构）',
    claimAmount: 100,
    costsAmount: 1,
    tags: [],
    bankruptcyAccepted: false,
  };
  const site = {
    siteId: plan.siteId,
    name: '甲',
    address: '某路1号',
    placeCourtCode,
    lng: 104.08,
    lat: 30.65,
    radiusMeters: 200,
    commanderUnitId,
    womanMayBeSearched: false,
  };
  const team = {
    teamId: plan.teamId,
    siteId: plan.siteId,
    name: 'A1',
    function: 'enforcement' as const,
    unitIds,
  };
  await must(
    contract.draftOperation,
    { ...about(), title: '查封（虚构）', type: 'seizure', plannedStart: now, cases: [enforced] },
    token,
  );
  await must(contract.placeSite, { ...about(), site }, token);
  await must(contract.formTeam, { ...about(), team }, token);
  await must(
    contract.recordDocument,
    {
      ...about(),
      document: { documentId: newId(), kind: 'ruling', number: '裁1', issuer: '院长', signedAt: now },
    },
    token,
  );
  await must(contract.assessRisk, { ...about(), grade: 'low', factors: '无' }, token);
  await must(contract.submitOperation, about(), token);
  return plan;
}

/** Approves it as the approver whose token that is. */
export const approvePlan = ({ must }: TestHub, token: string, { operationId }: Plan) =>
  must(
    contract.approveOperation,
    { commandId: newId(), operationId, documentNumber: '审1', opinion: '' },
    token,
  );

/** From the approval to 办结, as the duty chief whose token that is. Every gate that asks a reason gets one. */
export async function closePlan(
  { must }: TestHub,
  token: string,
  { operationId, siteId }: Plan,
): Promise<void> {
  const overrides = ['R03', 'F36', 'R11', 'R02', 'R01'].map((ruleId) => ({ ruleId, siteId, reason: '测试' }));
  const move = (to: (typeof contract.OPERATION_STATES)[number], site: string | null) =>
    must(
      contract.advanceOperation,
      { commandId: newId(), operationId, siteId: site, to, reason: '', overrides },
      token,
    );
  for (const to of ['mustering', 'en_route', 'on_scene', 'executing', 'wrap_up'] as const)
    await move(to, siteId);
  for (const to of ['reporting', 'closed'] as const) await move(to, null);
}
