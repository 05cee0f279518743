import { describe, expect, it } from 'vitest';
import { OPERATION_STATES, type OperationState } from '#contracts/operation.ts';
import {
  decideAdvanceSite,
  decideAdvanceWhole,
  decideApproveOperation,
  decideAssessRisk,
  decideCancelOperation,
  decideReopenOperation,
  decideReturnOperation,
  decideSubmitOperation,
  decideWithdrawSite,
} from '#domain/operation/decide.ts';
import { nextStates, transition } from '#domain/operation/lifecycle.ts';
import { aCaller, anId, anOperation, aSite, given, outcome } from '#support/build.ts';

/**
 * DOMAIN §2.3, transcribed by hand: [from, to…]. Beyond its text, on purpose: a risk sheet may be redone
 * (assessed → assessed), and safety first (R61) lets a site withdraw straight from where it is, incident and
 * suspension included. Narrower than its text: 突发处置 leads to 收尾 only by 恢复 or 撤离.
 */
const OPERATION: [OperationState, OperationState[]][] = [
  ['draft', ['assessed', 'cancelled']],
  ['assessed', ['assessed', 'pending', 'cancelled']],
  ['pending', ['approved', 'returned', 'cancelled']],
  ['returned', ['draft', 'cancelled']],
  ['wrap_up', ['reporting']],
  ['reporting', ['closed']],
  ['closed', ['archived']],
];
const SITE: [OperationState, OperationState[]][] = [
  ['approved', ['mustering']],
  ['mustering', ['en_route']],
  ['en_route', ['on_scene', 'suspended', 'withdrawn']],
  ['on_scene', ['executing', 'suspended', 'withdrawn']],
  ['executing', ['incident', 'suspended', 'wrap_up', 'withdrawn']],
  ['incident', ['executing', 'withdrawn']],
  ['suspended', ['en_route', 'on_scene', 'executing', 'withdrawn']],
  ['withdrawn', ['wrap_up']],
];
const isListed = (table: typeof OPERATION, from: OperationState, to: OperationState) =>
  table.some(([f, tos]) => f === from && tos.includes(to));
const pairs = OPERATION_STATES.flatMap((from) => OPERATION_STATES.map((to) => [from, to] as const));

const commander = given(aCaller('commander', { id: anId(0xa09) }));
const operationId = anId(0x200);
const command = { commandId: anId(1), operationId };

describe('[F02] operation', () => {
  it.each(pairs)('%s → %s is in the table exactly when the requirements list it', (from, to) => {
    expect(transition('operation', from, to) !== undefined).toBe(isListed(OPERATION, from, to));
  });

  /** What a page can ask for to reach a state, before the sites are out. */
  const ASK: Partial<
    Record<OperationState, (from: OperationState) => ReturnType<typeof decideCancelOperation>>
  > = {
    draft: (phase) => decideReopenOperation(anOperation({ phase }), command, commander),
    assessed: (phase) =>
      decideAssessRisk(anOperation({ phase }), { ...command, grade: 'low', factors: '无' }, commander),
    pending: (phase) =>
      decideSubmitOperation(
        anOperation({ phase, sites: [aSite({}, { commanderUnitId: anId(0x100) })] }),
        command,
        commander,
      ),
    approved: (phase) =>
      decideApproveOperation(
        anOperation({ phase }),
        { ...command, documentNumber: '1', opinion: '' },
        commander,
      ),
    returned: (phase) =>
      decideReturnOperation(anOperation({ phase }), { ...command, reason: '缺预案' }, commander),
    cancelled: (phase) =>
      decideCancelOperation(anOperation({ phase }), { ...command, reason: '撤回' }, commander),
  };

  it.each(
    OPERATION_STATES.flatMap((from) => Object.keys(ASK).map((to) => [from, to as OperationState] as const)),
  )('from %s, asking for %s is granted or refused as listed', (from, to) => {
    const decision = ASK[to]!(from);
    if (isListed(OPERATION, from, to)) expect(decision.ok).toBe(true);
    else expect(decision).toEqual({ ok: false, error: { code: 'illegal_transition', params: { from, to } } });
  });

  const phases: OperationState[] = [
    'draft',
    'assessed',
    'pending',
    'returned',
    'wrap_up',
    'reporting',
    'closed',
    'archived',
    'cancelled',
  ];
  it.each(phases.flatMap((from) => OPERATION_STATES.map((to) => [from, to] as const)))(
    'the whole at %s goes to %s only along 收尾 → 待总结 → 办结 → 归档',
    (from, to) => {
      const operation =
        from === 'wrap_up'
          ? anOperation({ phase: 'approved', sites: [aSite({ state: 'wrap_up' })] })
          : anOperation({ phase: from });
      const cmd = { ...command, siteId: null, to, reason: '', overrides: [] };
      const tail = [
        ['wrap_up', 'reporting'],
        ['reporting', 'closed'],
        ['closed', 'archived'],
      ];
      const expected = tail.some(([f, t]) => f === from && t === to)
        ? ['operation_advanced']
        : 'illegal_transition';
      expect(outcome(decideAdvanceWhole(operation, cmd, 0, commander))).toEqual(expected);
    },
  );
});

describe('[F02] site', () => {
  const siteId = anId(0x300);
  const site = (state: OperationState, resumeTo: OperationState | null = null) =>
    anOperation({ phase: 'approved', sites: [aSite({ state, resumeTo })] });
  const advance = (operation: ReturnType<typeof anOperation>, to: OperationState) =>
    decideAdvanceSite(operation, { ...command, siteId, to, reason: '命令', overrides: [] }, [], commander);

  it.each(pairs)('%s → %s is in the table exactly when the requirements list it', (from, to) => {
    expect(transition('site', from, to) !== undefined).toBe(isListed(SITE, from, to));
  });

  it.each(pairs)('%s → %s is granted or refused as listed; withdrawal has its own door', (from, to) => {
    const resumeTo = from === 'suspended' ? to : null;
    const legal = isListed(SITE, from, to) && to !== 'withdrawn';
    const expected = legal ? ['site_advanced'] : 'illegal_transition';
    expect(outcome(advance(site(from, resumeTo), to))).toEqual(expected);
  });

  it.each(OPERATION_STATES)('at %s is withdrawn exactly when listed', (from) => {
    const decision = decideWithdrawSite(site(from), { ...command, siteId, reason: '' }, commander);
    expect(outcome(decision)).toEqual(
      isListed(SITE, from, 'withdrawn') ? ['site_advanced'] : 'illegal_transition',
    );
  });

  it.each(['en_route', 'on_scene', 'executing'] as const)(
    'suspended from %s resumes there and nowhere else',
    (before) => {
      const suspended = site('suspended', before);
      const granted = (['en_route', 'on_scene', 'executing'] as const).filter(
        (to) => advance(suspended, to).ok,
      );
      expect(granted).toEqual([before]);
      expect(nextStates('site', 'suspended', before).sort()).toEqual([before, 'withdrawn'].sort());
    },
  );

  it.each(OPERATION_STATES.filter((phase) => phase !== 'approved'))(
    'does not move while the operation is %s',
    (phase) => {
      const operation = anOperation({ phase, sites: [aSite({ state: 'approved' })] });
      expect(outcome(advance(operation, 'mustering'))).toBe('illegal_transition');
    },
  );

  it('that the plan does not know is not found', () => {
    const cmd = { ...command, siteId: anId(0x3ff), to: 'mustering' as const, reason: '', overrides: [] };
    expect(outcome(decideAdvanceSite(site('approved'), cmd, [], commander))).toBe('not_found');
  });
});
