import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DraftOperation, EnforcementCase } from '#contracts/operation.ts';
import { money } from '#renderer/console/format.ts';
import { parseAmount } from '#renderer/console/features/operations/amounts.ts';
import {
  emptyCase,
  emptyPlan,
  isSound,
  planFormOf,
  planOf,
  planProblems,
  sumsOf,
} from '#renderer/console/features/operations/plan-form.ts';
import { anId, anOperation, NOW_MS } from '#support/build.ts';

describe('a sum of yuan', () => {
  it.each([
    ['4860000', 4_860_000],
    ['4,860,000.00', 4_860_000],
    ['４，８６０，０００．５', 4_860_000.5],
    [' 260000 元', 260_000],
    ['0.1', 0.1],
  ])('reads %s', (typed, amount) => expect(parseAmount(typed)).toBe(amount));

  it.each(['', 'abc', '486万', '1.234', '-5', '1e9', '12345678901234'])('refuses %j', (typed) =>
    expect(parseAmount(typed)).toBeNull(),
  );

  it('reads back every sum as it is shown', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e14 }), (cents) => {
        const amount = Math.round(cents) / 100;
        expect(parseAmount(money(amount))).toBe(amount);
      }),
    );
  });
});

describe('a plan that is typed', () => {
  const sound = {
    ...emptyPlan(NOW_MS),
    title: ' 查封 ',
    cases: [
      {
        ...emptyCase(anId(1)),
        caseNumber: '(2026)川0104执1号',
        subjectName: '甲',
        claim: '1,000.50',
        costs: '',
      },
    ],
  };

  it('begins tomorrow at nine in Beijing', () => {
    expect(emptyPlan(NOW_MS).start).toBe('2026-11-25T09:00');
  });

  it('names what is missing, field by field', () => {
    const bad = {
      ...emptyPlan(NOW_MS),
      start: '',
      cases: [emptyCase(anId(1)), { ...sound.cases[0]!, caseId: anId(2), costs: 'x' }],
    };
    expect(planProblems(bad)).toEqual({
      title: 'title_required',
      start: 'start_required',
      cases: { [anId(1)]: 'case_incomplete', [anId(2)]: 'amount_wrong' },
    });
    expect(isSound(planProblems(bad))).toBe(false);
  });

  it('becomes a command that the contract takes', () => {
    expect(isSound(planProblems(sound))).toBe(true);
    const plan = planOf(sound);
    expect(plan).toMatchObject({ title: '查封', plannedStart: '2026-11-25T01:00:00.000Z' });
    expect(plan.cases[0]).toMatchObject({ claimAmount: 1000.5, costsAmount: 0 });
    expect(DraftOperation.safeParse({ commandId: anId(3), operationId: anId(4), ...plan }).success).toBe(
      true,
    );
  });

  it('comes back unchanged from an operation', () => {
    const operation = anOperation();
    expect(planOf(planFormOf(operation))).toEqual({
      title: operation.title,
      type: operation.operationType,
      plannedStart: operation.plannedStart,
      cases: operation.cases,
    });
    for (const one of operation.cases) expect(EnforcementCase.safeParse(one).success).toBe(true);
  });

  it('adds up the sums that are sums', () => {
    expect(sumsOf([...sound.cases, { ...emptyCase(anId(2)), claim: '2', costs: 'x' }])).toEqual({
      claim: 1002.5,
      costs: 0,
    });
  });
});
