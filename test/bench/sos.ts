import { once } from 'node:events';
import { WebSocket } from 'ws';
import { callFalseAlarm, raiseSos } from '#contracts/incident.ts';
import { openPage, type TestPage } from '#support/hub/page.ts';
import { foundTestCourt, newId } from '#support/hub/test-hub.ts';
import { openLine } from './bench-line.ts';
import type { EchoReady } from './echo-server.ts';
import { type Figure, figure } from './figure.ts';
import { openHubProcess } from './hub-process.ts';
import { quantile, shuffled } from './statistics.ts';
import { openChild } from './bench-child.ts';

const CONSOLES = 20;
const ALARMS = 200;
const WARM = 20;
/** About what the alarm takes on the wire. */
const SIZE_BYTES = 600;

/** A phone raises an SOS; the clock runs until the last of twenty consoles has it in its replica. */
export async function measureSos(): Promise<Figure[]> {
  await using stack = new AsyncDisposableStack();
  const hub = stack.use(await openHubProcess());
  const echo = stack.use(await openChild<EchoReady, object, unknown>('echo-server.ts'));
  const court = await foundTestCourt(hub);
  const { token } = await court.phone('B1-01');
  const operator = await court.seat('operator');
  const desk = stack.use(await openLine(hub.url, operator));
  const phone = stack.use(await openLine(hub.url, token));
  const consoles: TestPage[] = [];
  const sockets: WebSocket[] = [];
  for (let n = 0; n < CONSOLES; n++) {
    consoles.push(stack.adopt(await openPage(hub.url, operator), (page) => page.close()));
    const socket = stack.adopt(new WebSocket(echo.ready.url, { perMessageDeflate: false }), (open) =>
      open.close(),
    );
    await once(socket, 'open');
    sockets.push(socket);
  }

  const alarm = async () => {
    const incidentId = newId();
    const everywhere = consoles.map((page) =>
      page.until('the alarm', () => page.get('incident', incidentId) !== undefined),
    );
    const position = { lng: 104.0801, lat: 30.6502, accuracyMeters: 8, ageMs: 900 };
    const sentAt = performance.now();
    const raised = phone.call(raiseSos, {
      commandId: newId(),
      incidentId,
      position,
      raisedAt: new Date().toISOString(),
    });
    await Promise.all(everywhere);
    const tookMs = performance.now() - sentAt;
    await raised;
    // A second SOS of the same unit would join an alarm that is still open.
    await desk.call(callFalseAlarm, { commandId: newId(), incidentId, reason: '误触（虚构）' });
    await Promise.all(
      consoles.map((page) =>
        page.until('the end', () => page.get('incident', incidentId)?.state === 'false_alarm'),
      ),
    );
    return tookMs;
  };
  const text = 'all'.padEnd(SIZE_BYTES, '.');
  const broadcast = async () => {
    const everywhere = sockets.map((socket) => once(socket, 'message'));
    const sentAt = performance.now();
    sockets[0]!.send(text);
    await Promise.all(everywhere);
    return performance.now() - sentAt;
  };

  const took = { alarm: [] as number[], broadcast: [] as number[] };
  for (let n = 0; n < ALARMS + WARM; n++) {
    for (const one of shuffled(['alarm', 'broadcast'] as const)) {
      const tookMs = await (one === 'alarm' ? alarm() : broadcast());
      if (n >= WARM) took[one].push(tookMs);
    }
  }
  return [figure('sos_p99', 'ms', quantile(took.alarm, 0.99), quantile(took.broadcast, 0.99))];
}
