import { once } from 'node:events';
import { WebSocket } from 'ws';
import { acknowledgeOrder, issueOrder } from '#contracts/order.ts';
import { openPage } from '#support/hub/page.ts';
import { foundTestCourt, newId } from '#support/hub/test-hub.ts';
import { openLine } from './bench-line.ts';
import type { EchoReady } from './echo-server.ts';
import { type Figure, figure } from './figure.ts';
import { openHubProcess } from './hub-process.ts';
import { quantile, shuffled } from './statistics.ts';
import { openChild } from './bench-child.ts';

const ORDERS = 500;
const WARM = 50;

/** A phone signs an order; the clock runs until another console than the issuer's has folded the receipt. */
export async function measureOrderReceipt(): Promise<Figure[]> {
  await using stack = new AsyncDisposableStack();
  const hub = stack.use(await openHubProcess());
  const echo = stack.use(await openChild<EchoReady, object, unknown>('echo-server.ts'));
  const court = await foundTestCourt(hub);
  const { unitId, token } = await court.phone('B1-01');
  const operator = await court.seat('operator');
  const issuer = stack.use(await openLine(hub.url, operator));
  const phone = stack.use(await openLine(hub.url, token));
  const watcher = stack.adopt(await openPage(hub.url, await court.seat('duty_chief')), (page) =>
    page.close(),
  );
  const raw = stack.adopt(new WebSocket(echo.ready.url, { perMessageDeflate: false }), (socket) =>
    socket.close(),
  );
  await once(raw, 'open');

  const receipt = async () => {
    const orderId = newId();
    await issuer.call(issueOrder, {
      commandId: newId(),
      orderId,
      operationId: null,
      unitIds: [unitId],
      text: '按预案实施',
      templateId: null,
      priority: 'urgent',
      replyBySeconds: 3600,
    });
    await watcher.until('the order', (page) => page.get('order', orderId) !== undefined);
    const cmd = { commandId: newId(), orderId, occurredAt: new Date().toISOString() };
    const sentAt = performance.now();
    const signed = phone.call(acknowledgeOrder, cmd);
    await watcher.until(
      'the receipt',
      (page) => page.get('order', orderId)?.receipts[unitId]?.state === 'acknowledged',
    );
    const tookMs = performance.now() - sentAt;
    await signed;
    return tookMs;
  };
  const text = JSON.stringify({
    t: 'call',
    id: 1,
    name: acknowledgeOrder.name,
    input: { commandId: newId(), orderId: newId(), occurredAt: new Date().toISOString() },
  });
  const roundTrip = async () => {
    const sentAt = performance.now();
    raw.send(text);
    await once(raw, 'message');
    return performance.now() - sentAt;
  };

  const took = { receipt: [] as number[], roundTrip: [] as number[] };
  for (let n = 0; n < ORDERS + WARM; n++) {
    for (const one of shuffled(['receipt', 'roundTrip'] as const)) {
      const tookMs = await (one === 'receipt' ? receipt() : roundTrip());
      if (n >= WARM) took[one].push(tookMs);
    }
  }
  return [0.5, 0.99].map((share) =>
    figure(
      `order_receipt_p${share * 100}`,
      'ms',
      quantile(took.receipt, share),
      quantile(took.roundTrip, share),
    ),
  );
}
