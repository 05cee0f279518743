import { describe, expect, it } from 'vitest';
import type { Receipt } from '#domain/order/state.ts';
import type { OutboxItem } from '#renderer/client/outbox.ts';
import { expectedReceipt } from '#renderer/field/features/orders/expected-receipt.ts';
import { expectedStatus } from '#renderer/field/features/status/expected-status.ts';
import { answerFor } from '#renderer/field/shell/offline-files.ts';
import { guessDeviceName } from '#renderer/field/state/identity.ts';
import { awaitsMe, ownOrders } from '#renderer/field/state/own.ts';
import type { Order } from '#domain/order/state.ts';

const item = (about: string, name: string, input: object = {}, state: OutboxItem['state'] = 'pending'): OutboxItem => ({
  commandId: name, seq: 1, lane: 'ordinary', name, input: { commandId: name, ...input }, about, queuedAt: 0, state,
  error: state === 'refused' ? { code: 'already_answered' } : null,
}); // prettier-ignore
const receipt = (state: Receipt['state'], issuedAt = '2026-11-24T01:00:00.000Z') =>
  ({ state, issuedAt }) as Receipt;

describe('an order without a link', () => {
  it('shows what was done here as to be sent, step by step', () => {
    const signed = [item('order:1', 'order.acknowledge')];
    expect(expectedReceipt(receipt('delivered'), '1', signed)).toEqual({
      state: 'acknowledged',
      pending: true,
      refused: null,
    });
    const working = [...signed, item('order:1', 'order.report', { state: 'executing' })];
    expect(expectedReceipt(receipt('delivered'), '1', working)).toMatchObject({
      state: 'executing',
      pending: true,
    });
  });

  it('goes back to what the hub knows when the hub sent it back, and keeps the reason', () => {
    const sentBack = [item('order:1', 'order.acknowledge', {}, 'refused')];
    expect(expectedReceipt(receipt('revoked'), '1', sentBack)).toMatchObject({
      state: 'revoked',
      pending: false,
      refused: { error: { code: 'already_answered' } },
    });
  });

  it('is not touched by what waits for another order', () => {
    expect(expectedReceipt(receipt('issued'), '1', [item('order:2', 'order.acknowledge')])).toMatchObject({
      state: 'issued',
      pending: false,
    });
  });
});

it('shows the status key that was pressed last, not one that was sent back', () => {
  const outbox = [
    item('status', 'unit.set_status', { status: 'en_route' }),
    item('status', 'unit.set_status', { status: 'on_scene' }),
    item('status', 'unit.set_status', { status: 'returning' }, 'refused'),
  ];
  expect(expectedStatus('assigned', outbox)).toMatchObject({ status: 'on_scene', pending: true });
  expect(expectedStatus('assigned', [])).toEqual({ status: 'assigned', pending: false, refused: null });
});

it('puts open orders first, the more urgent and newer ahead; a late one still waits for its sign-off', () => {
  const order = (orderId: string, priority: Order['priority'], state: Receipt['state'], issuedAt: string) =>
    ({ orderId, priority, receipts: { me: receipt(state, issuedAt) } }) as unknown as Order;
  const own = ownOrders(
    [
      order('done', 'flash', 'done', '2026-11-24T04:00:00.000Z'),
      order('old', 'routine', 'delivered', '2026-11-24T01:00:00.000Z'),
      order('late', 'routine', 'overdue', '2026-11-24T02:00:00.000Z'),
      order('urgent', 'urgent', 'executing', '2026-11-24T00:00:00.000Z'),
      {
        ...order('other', 'flash', 'issued', '2026-11-24T05:00:00.000Z'),
        receipts: { somebody: receipt('issued') },
      },
    ],
    'me',
  );
  expect(own.map((each) => each.order.orderId)).toEqual(['urgent', 'late', 'old', 'done']);
  expect(own.filter(awaitsMe).map((each) => each.order.orderId)).toEqual(['late', 'old']);
});

it('answers only the page’s own files from the phone', () => {
  const files = ['field.html', 'assets/field-1.js'];
  const ask = (url: string, method = 'GET') => answerFor(method, url, 'https://hub.test/', files);
  expect(ask('https://hub.test/field.html?x=1#e=CODE')).toBe('field.html');
  expect(ask('https://hub.test/field')).toBe('field.html');
  expect(ask('https://hub.test/assets/field-1.js')).toBe('assets/field-1.js');
  expect(ask('https://hub.test/console.html')).toBeNull();
  expect(ask('https://hub.test/api/session.read', 'POST')).toBeNull();
  expect(ask('https://elsewhere.test/field.html')).toBeNull();
});

it('names a phone by its model, and never longer than the hub takes', () => {
  const android = 'Mozilla/5.0 (Linux; Android 14; ALN-AL00 Build/HUAWEIALN-AL00; wv) AppleWebKit/537.36';
  expect(guessDeviceName({ userAgent: android })).toBe('ALN-AL00 · Android');
  expect(guessDeviceName({ userAgent: 'x' })).toBe('phone');
  expect(
    guessDeviceName({ userAgent: `(Linux; Android 14; ${'x'.repeat(200)} Build/1)` }).length,
  ).toBeLessThanOrEqual(60);
});
