import { describe, expect, it } from 'vitest';
import { RECEIPT_STATES, type ReceiptState } from '#contracts/order.ts';
import {
  decideAcknowledgeOrder,
  decideDeliverOrder,
  decideIssueOrder,
  decideOverdue,
  decideReassignOrder,
  decideReissueOrder,
  decideReportOrder,
  decideRevokeOrder,
} from '#domain/order/decide.ts';
import type { Order } from '#domain/order/state.ts';
import {
  aCaller, anId, anOperation, anOrder, aPhone, applied, aReceipt, aSite, at, aTeam, aUnit, given, NOW, NOW_MS, outcome,
} from '#support/build.ts'; // prettier-ignore

const [me, other, third] = [anId(0x100), anId(0x101), anId(0x102)];
const orderId = anId(0x700);
const stream = `order/${orderId}`;
const command = { commandId: anId(1), orderId };
const seat = given(aCaller('operator'));
const phone = (seconds = 0) => given(aPhone(me), at(seconds));
const occurredAt = NOW;
const after = (decision: Parameters<typeof applied>[0], order: Order) =>
  applied(decision, { [stream]: order })[stream] as Order;
const orderAt = (state: ReceiptState) =>
  anOrder([aReceipt(me, { state, reason: state === 'unable' ? '门锁' : '' })]);
const bailiff = aUnit({}, { kind: 'bailiff' });

/** What a receipt allows (DOMAIN §2.3), transcribed by hand. Sign-off implies delivery, and 已完成 implies 执行中. */
const REPORTS: Partial<Record<ReceiptState, string[]>> = {
  acknowledged: ['executing', 'done', 'unable', 'refused'],
  executing: ['done', 'unable', 'refused'],
};

describe('[F04] the receipt of a unit', () => {
  it.each(RECEIPT_STATES)('at %s is signed off only while it waits or is late', (state) => {
    const decision = decideAcknowledgeOrder(orderAt(state), { ...command, occurredAt }, phone());
    const waits = ['issued', 'delivered', 'overdue'].includes(state);
    expect(outcome(decision)).toEqual(waits ? ['order_acknowledged'] : 'already_answered');
  });

  it.each(
    RECEIPT_STATES.flatMap((from) =>
      (['executing', 'done', 'unable', 'refused'] as const).map((to) => [from, to] as const),
    ),
  )('%s → %s is reported only after sign-off and never twice', (from, to) => {
    const decision = decideReportOrder(
      orderAt(from),
      bailiff,
      { ...command, state: to, reason: '理由', occurredAt },
      phone(),
    );
    expect(decision.ok).toBe(REPORTS[from]?.includes(to) ?? false);
    if (decision.ok) expect(after(decision, orderAt(from)).receipts[me]!.state).toBe(to);
  });

  it.each(RECEIPT_STATES)('at %s: delivery is written down once, and never after the end', (state) => {
    const decision = decideDeliverOrder(orderAt(state), { ...command, occurredAt }, phone());
    const over = ['done', 'unable', 'refused', 'revoked', 'reassigned'].includes(state);
    expect(outcome(decision)).toEqual(over ? [] : ['order_delivered']);
    const delivered = anOrder([aReceipt(me, { state, deliveredAt: NOW })]);
    expect(outcome(decideDeliverOrder(delivered, { ...command, occurredAt }, phone()))).toEqual([]);
  });

  it('answers for the own unit alone', () => {
    const order = anOrder([aReceipt(other)]);
    expect(outcome(decideAcknowledgeOrder(order, { ...command, occurredAt }, phone()))).toBe('not_found');
    expect(outcome(decideDeliverOrder(order, { ...command, occurredAt }, phone()))).toBe('not_found');
    expect(
      outcome(
        decideReportOrder(order, bailiff, { ...command, state: 'done', reason: '', occurredAt }, phone()),
      ),
    ).toBe('not_found');
    expect(outcome(decideAcknowledgeOrder(order, { ...command, occurredAt }, seat))).toBe('not_found');
  });

  it('a late sign-off counts as signed and stays late', () => {
    const late = anOrder([aReceipt(me, { state: 'overdue', wasOverdue: true })]);
    const receipt = after(decideAcknowledgeOrder(late, { ...command, occurredAt }, phone(90)), late).receipts[
      me
    ];
    expect(receipt).toMatchObject({
      state: 'acknowledged',
      acknowledgedAt: at(90),
      deliveredAt: at(90),
      wasOverdue: true,
    });
  });

  it('a delivery that comes late leaves 超时未签收 standing', () => {
    const late = anOrder([aReceipt(me, { state: 'overdue', wasOverdue: true })]);
    const receipt = after(decideDeliverOrder(late, { ...command, occurredAt }, phone(70)), late).receipts[me];
    expect(receipt).toMatchObject({ state: 'overdue', deliveredAt: at(70) });
  });

  it.each(['officer', 'bailiff', 'assistant'] as const)(
    '[R09] 拒绝执行 is open to judicial police alone: %s',
    (kind) => {
      const decision = decideReportOrder(
        orderAt('acknowledged'),
        aUnit({}, { kind }),
        { ...command, state: 'refused', reason: '超越职责', occurredAt },
        phone(),
      );
      expect(outcome(decision)).toEqual(kind === 'bailiff' ? ['order_progressed'] : 'not_allowed');
    },
  );

  it.each(['unable', 'refused'] as const)('%s wants its reason', (state) => {
    const decision = decideReportOrder(
      orderAt('executing'),
      bailiff,
      { ...command, state, reason: '', occurredAt },
      phone(),
    );
    expect(outcome(decision)).toBe('reason_required');
  });
});

describe('[F04] silence', () => {
  const silent = anOrder([
    aReceipt(me),
    aReceipt(other, { state: 'delivered' }),
    aReceipt(third, { state: 'acknowledged' }),
  ]);

  it('turns 超时未签收 exactly at the limit, not a millisecond before', () => {
    expect(decideOverdue(silent, NOW_MS + 59_999, seat)).toEqual([]);
    const events = decideOverdue(silent, NOW_MS + 60_000, seat).map(({ event }) => event);
    expect(events).toMatchObject([
      { type: 'order_overdue', unitId: me, replyBySeconds: 60, escalatedTo: 'duty_chief' },
      { type: 'order_overdue', unitId: other },
    ]);
  });

  it('is told once a clock', () => {
    const overdue = after(decideOverdue(silent, NOW_MS + 60_000, seat), silent);
    expect(decideOverdue(overdue, NOW_MS + 600_000, seat)).toEqual([]);
  });

  it.each(RECEIPT_STATES)('%s runs out only while it waits for a sign-off', (state) => {
    const waits = state === 'issued' || state === 'delivered';
    expect(decideOverdue(orderAt(state), NOW_MS + 60_000, seat)).toHaveLength(waits ? 1 : 0);
  });

  it.each(RECEIPT_STATES)('at %s is reissued only once it is late', (state) => {
    const decision = decideReissueOrder(orderAt(state), { ...command, unitId: me, replyBySeconds: 30 }, seat);
    expect(outcome(decision)).toEqual(state === 'overdue' ? ['order_reissued'] : 'illegal_transition');
  });

  it('reissued, the clock starts anew and can run out again', () => {
    const late = anOrder([aReceipt(me, { state: 'overdue', wasOverdue: true, deliveredAt: NOW })]);
    const again = after(
      decideReissueOrder(late, { ...command, unitId: me, replyBySeconds: 30 }, given(aCaller(), at(100))),
      late,
    );
    expect(again.receipts[me]).toMatchObject({
      state: 'issued',
      issuedAt: at(100),
      replyBySeconds: 30,
      deliveredAt: null,
      wasOverdue: true,
    });
    expect(decideOverdue(again, NOW_MS + 129_999, seat)).toEqual([]);
    expect(decideOverdue(again, NOW_MS + 130_000, seat)).toHaveLength(1);
  });
});

describe('[F04] issuing', () => {
  const issue = (units: (ReturnType<typeof aUnit> | null)[], operation: ReturnType<typeof anOperation> | null = null, known: Order | null = null) =>
    decideIssueOrder(
      known, operation, units,
      { ...command, operationId: operation?.operationId ?? null, unitIds: units.map((u, n) => u?.unitId ?? anId(0x1f0 + n)), text: '到位', templateId: null, priority: 'urgent', replyBySeconds: 60 },
      seat,
    ); // prettier-ignore
  const partner = aUnit({ unitId: other, courtCode: 'JLP' });
  const joint = (phase: 'draft' | 'pending' | 'approved') =>
    anOperation({ phase, sites: [aSite()], teams: [aTeam({ unitIds: [me, other] })] });

  it('opens one receipt a unit, also when a unit is named twice', () => {
    const order = after(issue([aUnit(), aUnit(), aUnit({ unitId: other })]), null as never);
    expect(order.receipts).toEqual({ [me]: aReceipt(me), [other]: aReceipt(other) });
    expect(order).toMatchObject({
      issuerName: '林（虚构）',
      courtCode: 'JJ',
      priority: 'urgent',
      revoked: null,
    });
  });

  it('refuses a unit outside the plan, of another court, without a phone, retired, unknown', () => {
    expect(outcome(issue([aUnit({ unitId: third })], joint('approved')))).toBe('unit_not_assigned');
    expect(outcome(issue([partner]))).toBe('not_your_court');
    expect(outcome(issue([aUnit({ deviceName: null })]))).toBe('unit_not_enrolled');
    expect(outcome(issue([aUnit({ retired: true })]))).toBe('not_found');
    expect(outcome(issue([null]))).toBe('not_found');
    expect(outcome(issue([aUnit()], null, anOrder()))).toBe('already_exists');
  });

  it('[F14] reaches a partner court’s unit within the approved plan and not before', () => {
    expect(outcome(issue([partner], joint('draft')))).toBe('approval_missing');
    expect(outcome(issue([partner], joint('pending')))).toBe('approval_missing');
    expect(outcome(issue([partner], joint('approved')))).toEqual(['order_issued']);
    expect(outcome(issue([aUnit()], joint('draft')))).toEqual(['order_issued']);
  });

  it.each(['closed', 'archived', 'cancelled'] as const)('is over in an operation that is %s', (phase) => {
    expect(outcome(issue([aUnit()], anOperation({ phase, teams: [aTeam()] })))).toBe('not_editable');
  });
});

describe('[F04] reassigning', () => {
  const reassign = (
    order: Order,
    to: ReturnType<typeof aUnit> | null = aUnit({ unitId: other }),
    operation: ReturnType<typeof anOperation> | null = null,
  ) =>
    decideReassignOrder(
      order,
      operation,
      to,
      { ...command, fromUnitId: me, toUnitId: to?.unitId ?? other, replyBySeconds: 45 },
      given(aCaller(), at(80)),
    );

  it.each(RECEIPT_STATES)('at %s goes on to another unit only when late, unable or refused', (state) => {
    const may = ['overdue', 'unable', 'refused'].includes(state);
    expect(outcome(reassign(orderAt(state)))).toEqual(may ? ['order_reassigned'] : 'illegal_transition');
  });

  it('closes the one receipt and opens a fresh one', () => {
    const { receipts } = after(reassign(orderAt('overdue')), orderAt('overdue'));
    expect(receipts[me]).toMatchObject({ state: 'reassigned', finishedAt: at(80) });
    expect(receipts[other]).toEqual(aReceipt(other, { since: at(80), issuedAt: at(80), replyBySeconds: 45 }));
  });

  it('keeps when and why a unit said 无法执行', () => {
    const unable = anOrder([aReceipt(me, { state: 'unable', reason: '门锁', finishedAt: at(40) })]);
    expect(after(reassign(unable), unable).receipts[me]).toMatchObject({
      reason: '门锁',
      finishedAt: at(40),
    });
  });

  it.each(RECEIPT_STATES)('never to a unit that has a receipt already (%s), nor to itself', (state) => {
    const order = anOrder([aReceipt(me, { state: 'unable' }), aReceipt(other, { state })]);
    expect(outcome(reassign(order))).toBe('already_exists');
    expect(outcome(reassign(order, aUnit({ unitId: me })))).toBe('already_exists');
  });

  it('never outside the plan, to another court, or to a unit that cannot sign', () => {
    const operation = anOperation({ phase: 'approved', teams: [aTeam({ unitIds: [me] })] });
    expect(outcome(reassign(orderAt('overdue'), aUnit({ unitId: other }), operation))).toBe(
      'unit_not_assigned',
    );
    expect(outcome(reassign(orderAt('overdue'), aUnit({ unitId: other, courtCode: 'JLP' })))).toBe(
      'not_your_court',
    );
    expect(outcome(reassign(orderAt('overdue'), aUnit({ unitId: other, deviceName: null })))).toBe(
      'unit_not_enrolled',
    );
    expect(outcome(reassign(orderAt('overdue'), null))).toBe('not_found');
  });

  it('does not wake a revoked order', () => {
    const revoked = anOrder([aReceipt(me, { state: 'unable' })], { revoked: { at: NOW, reason: '' } });
    expect(outcome(reassign(revoked))).toBe('illegal_transition');
  });
});

describe('[F04] revoking', () => {
  const revoke = (order: Order) =>
    decideRevokeOrder(order, { ...command, reason: '取消' }, given(aCaller(), at(50)));

  it.each(RECEIPT_STATES)('at %s is possible until the unit has ended', (state) => {
    const over = ['done', 'unable', 'refused', 'revoked', 'reassigned'].includes(state);
    expect(outcome(revoke(orderAt(state)))).toEqual(over ? 'illegal_transition' : ['order_revoked']);
  });

  it('leaves 已完成 as it is and ends the others', () => {
    const order = anOrder([
      aReceipt(me, { state: 'done', finishedAt: NOW }),
      aReceipt(other, { state: 'executing' }),
      aReceipt(third, { state: 'overdue' }),
    ]);
    const revoked = after(revoke(order), order);
    expect(Object.values(revoked.receipts).map(({ state, finishedAt }) => [state, finishedAt])).toEqual([
      ['done', NOW],
      ['revoked', at(50)],
      ['revoked', at(50)],
    ]);
    expect(outcome(revoke(revoked))).toBe('illegal_transition');
  });
});
