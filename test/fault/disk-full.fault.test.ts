import { expect, it } from 'vitest';
import { raiseSos } from '#contracts/incident.ts';
import { sendMessage } from '#contracts/message.ts';
import { readGate } from '#contracts/operation.ts';
import { verifyRecord } from '#contracts/record.ts';
import { readSession } from '#contracts/session.ts';
import { openSmallDisk } from '#support/faults/small-disk.ts';
import { idleSide } from '#support/hub/idle-side.ts';
import { openPage } from '#support/hub/page.ts';
import { planOperation } from '#support/hub/plan.ts';
import { foundTestCourt, newId, openTestHub } from '#support/hub/test-hub.ts';

it('[DESIGN 10] on a full disk commands are refused with the reason; reading, the alarm on the screens and positions go on', async (context) => {
  using disk = openSmallDisk(24);
  if (disk === null) return context.skip('mounting a small disk takes root on Linux');
  await using test = await openTestHub({ dataDir: disk.dir, startSide: idleSide });
  const court = await foundTestCourt(test);
  const operator = await court.seat('operator');
  const { unitId, token } = await court.phone('A1-01');
  const plan = await planOperation(test, operator, { unitIds: [unitId] });
  const seat = await openPage(test.hub.consoleUrl, operator);
  const phone = await openPage(test.hub.consoleUrl, token);
  const incidentId = newId();
  await phone.client.call(raiseSos, {
    commandId: newId(),
    incidentId,
    position: null,
    raisedAt: new Date().toISOString(),
  });
  await seat.until('the alarm', (page) => page.get('incident', incidentId) !== undefined);
  const aMessage = () => ({
    commandId: newId(),
    messageId: newId(),
    operationId: null,
    unitIds: [unitId],
    kind: 'note' as const,
    replyTo: null,
    text: '注意'.repeat(400),
    occurredAt: new Date().toISOString(),
  });

  disk.fill(64 * 1024);
  const kept: string[] = [];
  let refused = aMessage();
  let answer = await seat.client.call(sendMessage, refused);
  for (let n = 0; answer.ok && n < 2_000; n++) {
    kept.push(refused.messageId);
    refused = aMessage();
    answer = await seat.client.call(sendMessage, refused);
  }
  expect(answer).toEqual({ ok: false, error: { code: 'store_full' } });

  // Reading, from memory and from the disk.
  expect(await test.call(readSession, {}, operator)).toMatchObject({ ok: true });
  expect(await test.call(readGate, { operationId: plan.operationId }, operator)).toMatchObject({ ok: true });
  expect(await test.call(verifyRecord, {}, court.auditor)).toMatchObject({ ok: true, value: { ok: true } });
  // A seat that is opened now has everything, the alarm first of all.
  const late = await openPage(test.hub.consoleUrl, operator);
  expect(late.get('incident', incidentId)?.state).toBe('raised');
  expect(kept.every((messageId) => late.get('message', messageId) !== undefined)).toBe(true);
  expect(late.get('message', refused.messageId)).toBeUndefined();
  // A new alarm finds the room that was kept back for it; an ordinary command still does not.
  const second = newId();
  const raised = await phone.client.call(raiseSos, {
    commandId: newId(),
    incidentId: second,
    position: null,
    raisedAt: new Date().toISOString(),
  });
  expect(raised).toMatchObject({ ok: true });
  expect(await seat.client.call(sendMessage, aMessage())).toEqual({
    ok: false,
    error: { code: 'store_full' },
  });
  // Positions.
  let frames = 0;
  late.client.onFrame(() => (frames += 1));
  phone.client.send({
    t: 'fix',
    fix: { lng: 104, lat: 30, accuracyMeters: 5, headingDeg: null, speedMps: null, at: Date.now() },
  });
  await expect.poll(() => frames).toBeGreaterThan(0);

  // With room again the same command is carried out, without a restart.
  disk.empty();
  expect(await seat.client.call(sendMessage, refused)).toMatchObject({ ok: true });
  await late.until('the message', (page) => page.get('message', refused.messageId) !== undefined);
  expect(await test.call(verifyRecord, {}, court.auditor)).toMatchObject({ ok: true, value: { ok: true } });
  [seat, phone, late].forEach((page) => page.close());
});
