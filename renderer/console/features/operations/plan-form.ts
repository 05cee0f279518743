import type { CASE_TAGS, EnforcementCase, OperationType } from '#contracts/operation.ts';
import type { Operation } from '#domain/operation/state.ts';
import { fromLocalInput, money, toLocalInput } from '../../format.ts';
import { parseAmount } from './amounts.ts';

export type CaseTag = (typeof CASE_TAGS)[number];

/** A case as typed: sums are texts until they are sent. */
export type CaseForm = {
  caseId: string;
  caseNumber: string;
  subjectName: string;
  claim: string;
  costs: string;
  tags: CaseTag[];
  bankruptcyAccepted: boolean;
};
export type PlanForm = { title: string; type: OperationType; start: string; cases: CaseForm[] };

export const emptyCase = (caseId: string): CaseForm => ({
  caseId,
  caseNumber: '',
  subjectName: '',
  claim: '',
  costs: '',
  tags: [],
  bankruptcyAccepted: false,
});

/** Tomorrow at nine in Beijing: most operations start in the morning. */
export function emptyPlan(nowMs: number): PlanForm {
  const tomorrow = toLocalInput(new Date(nowMs + 86_400_000).toISOString()).slice(0, 10);
  return { title: '', type: 'seizure', start: `${tomorrow}T09:00`, cases: [] };
}

export const planFormOf = (operation: Operation): PlanForm => ({
  title: operation.title,
  type: operation.operationType,
  start: toLocalInput(operation.plannedStart),
  cases: operation.cases.map(({ caseId, caseNumber, subjectName, claimAmount, costsAmount, tags, bankruptcyAccepted }) => ({
    caseId, caseNumber, subjectName, claim: money(claimAmount), costs: money(costsAmount), tags: [...tags], bankruptcyAccepted,
  })),
}); // prettier-ignore

export type PlanProblem = 'title_required' | 'start_required' | 'case_incomplete' | 'amount_wrong';
export type PlanProblems = {
  title?: PlanProblem;
  start?: PlanProblem;
  cases: Readonly<Record<string, PlanProblem>>;
};

/** An empty sum counts as none; one that is written must be a sum. */
const amountOf = (typed: string): number | null => (typed.trim() === '' ? 0 : parseAmount(typed));

export function planProblems(form: PlanForm): PlanProblems {
  const cases: Record<string, PlanProblem> = {};
  for (const one of form.cases) {
    if (one.caseNumber.trim() === '' || one.subjectName.trim() === '') cases[one.caseId] = 'case_incomplete';
    else if (amountOf(one.claim) === null || amountOf(one.costs) === null) cases[one.caseId] = 'amount_wrong';
  }
  return {
    ...(form.title.trim() === '' ? { title: 'title_required' as const } : {}),
    ...(isNaN(Date.parse(`${form.start}:00+08:00`)) ? { start: 'start_required' as const } : {}),
    cases,
  };
}

export const isSound = ({ title, start, cases }: PlanProblems): boolean =>
  title === undefined && start === undefined && Object.keys(cases).length === 0;

/** What the commands want. Call it on a sound form only. */
export function planOf(form: PlanForm): {
  title: string;
  type: OperationType;
  plannedStart: string;
  cases: EnforcementCase[];
} {
  return {
    title: form.title.trim(),
    type: form.type,
    plannedStart: fromLocalInput(form.start),
    cases: form.cases.map(({ caseId, caseNumber, subjectName, claim, costs, tags, bankruptcyAccepted }) => ({
      caseId,
      caseNumber: caseNumber.trim(),
      subjectName: subjectName.trim(),
      claimAmount: amountOf(claim) ?? 0,
      costsAmount: amountOf(costs) ?? 0,
      tags,
      bankruptcyAccepted,
    })),
  };
}

/** Claims and costs of all cases that are written as sums. */
export const sumsOf = (cases: readonly CaseForm[]): { claim: number; costs: number } => ({
  claim: cases.reduce((sum, one) => sum + (amountOf(one.claim) ?? 0), 0),
  costs: cases.reduce((sum, one) => sum + (amountOf(one.costs) ?? 0), 0),
});
