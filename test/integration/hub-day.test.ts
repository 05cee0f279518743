import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { confirmIncident, raiseSos } from '#contracts/incident.ts';
import * as operation from '#contracts/operation.ts';
import { acknowledgeOrder, deliverOrder, issueOrder, reportOrder } from '#contracts/order.ts';
import { buildReport, readTimeline, verifyRecord } from '#contracts/record.ts';
import { openSqliteEventStore } from '#hub/store/sqlite-event-store.ts';
import { readSetup, startDrill } from '#contracts/session.ts';
import {
  type Court,
  COURT,
  foundTestCourt,
  newId,
  openTestHub,
  type TestHub,
} from '#support/hub/test-hub.ts';
import { openPage, type TestPage } from '#support/hub/page.ts';

/** One small operation from its draft to its report, over the hub's real doors. */
describe('a day at the hub', () => {
  let test: TestHub;
  let court: Court;
  let operator: TestPage;
  let phone: TestPage;
  let unit: { unitId: string; token: string };
  const pages: TestPage[] = [];
  const operationId = newId();
  const siteId = newId();
  const open = async (token: string) => {
    const page = await openPage(test.hub.consoleUrl, token);
    pages.push(page);
    return page;
  };

  beforeAll(async () => {
    test = await openTestHub();
    court = await foundTestCourt(test);
    unit = await court.phone('A1-01');
    operator = await open(await court.seat('operator'));
    phone = await open(unit.token);
  });
  afterAll(async () => {
    pages.forEach((page) => page.close());
    await test[Symbol.asyncDispose]();
  });

  it('[F03] goes from draft to approval, by another person than the proposer', async () => {
    const second = await court.phone('A1-02');
    const approver = await open(await court.seat('approver'));
    const about = () => ({ commandId: newId(), operationId });
    const plan = {
      title: '查封设备（虚构）',
      type: 'seizure' as const,
      plannedStart: new Date().toISOString(),
    };
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
      siteId,
      name: '甲',
      address: '某路1号',
      placeCourtCode: COURT,
      lng: 104.08,
      lat: 30.65,
      radiusMeters: 200,
      commanderUnitId: unit.unitId,
      womanMayBeSearched: false,
    };
    const steps = [
      () => operator.client.call(operation.draftOperation, { ...about(), ...plan, cases: [enforced] }),
      () => operator.client.call(operation.placeSite, { ...about(), site }),
      () => operator.client.call(operation.formTeam, { ...about(), team: { teamId: newId(), siteId, name: 'A1', function: 'enforcement', unitIds: [unit.unitId, second.unitId] } }),
      () => operator.client.call(operation.recordDocument, { ...about(), document: { documentId: newId(), kind: 'ruling', number: '裁1', issuer: '院长', signedAt: new Date().toISOString() } }),
      () => operator.client.call(operation.assessRisk, { ...about(), grade: 'low', factors: '无' }),
      () => operator.client.call(operation.submitOperation, about()),
    ]; // prettier-ignore
    // A page waits for each answer: what one command made is what the next one is about.
    for (const step of steps) expect(await step()).toMatchObject({ ok: true });
    const own = await operator.client.call(operation.approveOperation, {
      ...about(),
      documentNumber: '审1',
      opinion: '',
    });
    expect(own).toMatchObject({ ok: false, error: { code: 'not_allowed' } });
    await approver.client.call(operation.approveOperation, {
      ...about(),
      documentNumber: '审1',
      opinion: '同意',
    });
    await operator.until('approved', (page) => page.get('operation', operationId)?.phase === 'approved');
    await phone.until(
      'the phone has its operation',
      (page) => page.get('operation', operationId) !== undefined,
    );
  });

  it('[F04] shows the order on the phone and every receipt at the seat', async () => {
    const orderId = newId();
    const occurredAt = new Date().toISOString();
    await operator.client.call(issueOrder, {
      commandId: newId(),
      orderId,
      operationId,
      unitIds: [unit.unitId],
      text: '按预案实施',
      templateId: null,
      priority: 'urgent',
      replyBySeconds: 60,
    });
    await phone.until('the order', (page) => page.get('order', orderId) !== undefined);
    await phone.client.call(deliverOrder, { commandId: newId(), orderId, occurredAt });
    await phone.client.call(acknowledgeOrder, { commandId: newId(), orderId, occurredAt });
    await phone.client.call(reportOrder, {
      commandId: newId(),
      orderId,
      state: 'done',
      reason: '',
      occurredAt,
    });
    await operator.until(
      'done',
      (page) => page.get('order', orderId)?.receipts[unit.unitId]?.state === 'done',
    );
  });

  it('[F04] turns silence into 超时未签收 at the limit', async () => {
    const orderId = newId();
    await operator.client.call(issueOrder, {
      commandId: newId(),
      orderId,
      operationId,
      unitIds: [unit.unitId],
      text: '点名',
      templateId: null,
      priority: 'routine',
      replyBySeconds: 5,
    });
    await operator.until(
      'overdue',
      (page) => page.get('order', orderId)?.receipts[unit.unitId]?.state === 'overdue',
    );
  });

  it('[R63] brings an SOS to the seat and is confirmed by a named person', async () => {
    const incidentId = newId();
    await phone.client.call(raiseSos, {
      commandId: newId(),
      incidentId,
      position: null,
      raisedAt: new Date().toISOString(),
    });
    await operator.until('the alarm', (page) => page.get('incident', incidentId)?.state === 'raised');
    await operator.client.call(confirmIncident, { commandId: newId(), incidentId, kind: 'violence' });
    await operator.until(
      'confirmed',
      (page) => page.get('incident', incidentId)?.confirmed?.name === 'operator-1（虚构）',
    );
  });

  it('sends positions to the seat and never to a phone', async () => {
    const frames = { seat: 0, phone: 0 };
    operator.client.onFrame(() => (frames.seat += 1));
    phone.client.onFrame(() => (frames.phone += 1));
    phone.client.send({
      t: 'fix',
      fix: { lng: 104.08, lat: 30.65, accuracyMeters: 5, headingDeg: 90, speedMps: 1, at: Date.now() },
    });
    await operator.until('a slot', (page) => page.heard.some((message) => message.t === 'slots'));
    await expect.poll(() => frames.seat, { timeout: 10_000 }).toBeGreaterThan(0);
    expect(frames.phone).toBe(0);
  });

  it('[F31] builds a report whose figures are those of the log, and the log is whole', async () => {
    const report = await operator.client.call(buildReport, { operationId });
    expect(report).toMatchObject({
      ok: true,
      value: { counts: { people: 2, orders: 2, receipts: 2, done: 1, overdue: 1, incidents: 1 } },
    });
    const timeline = await operator.client.call(readTimeline, { operationId });
    const issued = timeline.ok ? timeline.value.lines.filter(({ type }) => type === 'order_issued') : [];
    expect(issued).toHaveLength(2);
    const verified = await test.call(verifyRecord, {}, court.auditor);
    expect(verified).toMatchObject({ ok: true, value: { ok: true, firstBad: null } });
  });
});

describe('the start screen', () => {
  it('[F33] starts the drill on a record of its own, and the court’s stays empty', async () => {
    await using test = await openTestHub();
    const began = await test.must(startDrill, { commandId: newId() });
    const setup = await test.must(readSetup, {});
    expect(setup).toMatchObject({ configured: true, drill: true, courtCode: COURT, drillSeats: began.seats });
    const enrolled = () =>
      test.hub
        .court()
        .context.world.all('unit')
        .filter((unit) => unit.deviceName !== null).length;
    await expect.poll(enrolled, { timeout: 30_000 }).toBe(27);
    const again = await test.must(startDrill, { commandId: newId() });
    expect(again.seats).toEqual(began.seats);
  });

  it('[F33] sets a drill aside whose preparation broke off, and begins anew', async () => {
    await using test = await openTestHub();
    const dir = join(test.dataDir, 'drill');
    const half = await openSqliteEventStore({ dir });
    const event = {
      type: 'court_founded',
      at: new Date().toISOString(),
      by: 'founding',
      courtCode: COURT,
      courtName: '锦江',
      drill: true,
    };
    await half.append({
      commandId: newId(),
      actor: 'founding',
      at: event.at,
      writes: [{ stream: `court/${COURT}`, expected: 0, events: [event] }],
      answer: {},
    });
    await half[Symbol.asyncDispose]();
    await test.must(startDrill, { commandId: newId() });
    expect(test.hub.court().context.world.all('operation')).toMatchObject([{ phase: 'approved' }]);
    expect((await readdir(test.dataDir)).filter((name) => name.startsWith('drill-broken-'))).toHaveLength(1);
  });
});
