import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { z } from 'zod';
import { decideAccount, proposeAccount } from '#contracts/account.ts';
import type { Endpoint } from '#contracts/endpoint.ts';
import { sendMessage } from '#contracts/message.ts';
import { acknowledgeOrder, deliverOrder, issueOrder } from '#contracts/order.ts';
import { foundCourt, signIn } from '#contracts/session.ts';
import { createEnrolment, enrolDevice, registerUnit } from '#contracts/unit.ts';
import { GENESIS, openChain } from '#hub/store/chain.ts';
import { openLogReader } from '#hub/store/sqlite-log.ts';
import { RECORD_FILE } from '#hub/store/store-files.ts';
import { walkChain } from '#hub/store/verify-chain.ts';
import { callHttp } from '#renderer/client/http-call.ts';
import { type HubProcess, startHubProcess } from '#support/faults/hub-process.ts';
import { seededRandom, seedOfRun } from '#support/faults/seeded-random.ts';
import { openPage, type TestPage } from '#support/hub/page.ts';
import { aProfile, COURT, newId, PASSWORD } from '#support/hub/test-hub.ts';
import { tempDir } from '#support/temp-dir.ts';

/** `KILLS` from the environment for a longer night, or a quick look. */
const KILLS = Number(process.env['KILLS'] ?? 100);
/** Some 70 s on a machine of two cores that has nothing else to do; each start is a second of one of them. */
const PATIENCE_MS = 900_000;
/** Beside the phone, whose every order is a command of its own. */
const CALLERS = 6;
const ROOT = join(import.meta.dirname, '../..');

type Seats = { operator: string; phone: { unitId: string; token: string } };
type Acknowledged = { commandId: string; stream: string };

/** A process that has ended and was not waited for is no process any more. */
function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

/** Founds the court with what the load needs. */
async function setUp({ consoleUrl: url, launchToken }: HubProcess): Promise<Seats> {
  const must = async <E extends Endpoint>(
    endpoint: E,
    input: z.input<E['input']>,
    token: string | null = null,
  ) => {
    const result = await callHttp(endpoint, input, { url, token, launchToken });
    if (!result.ok) throw new Error(`${endpoint.name}: ${JSON.stringify(result.error)}`);
    return result.value;
  };
  const admin = (login: string) => ({ login, name: `${login}（虚构）`, password: PASSWORD });
  await must(foundCourt, {
    commandId: newId(),
    courtCode: COURT,
    systemAdmin: admin('sys'),
    securityAdmin: admin('sec'),
    auditor: admin('aud'),
  });
  const enter = async (login: string) =>
    (await must(signIn, { commandId: newId(), login, password: PASSWORD, seat: 'A1' })).token;
  const [system, security] = [await enter('sys'), await enter('sec')];
  const [accountId, unitId] = [newId(), newId()];
  await must(
    proposeAccount,
    {
      commandId: newId(),
      accountId,
      login: 'lin',
      name: '林（虚构）',
      courtCode: COURT,
      role: 'operator',
      password: PASSWORD,
    },
    system,
  );
  await must(decideAccount, { commandId: newId(), accountId, granted: true, reason: '' }, security);
  await must(
    registerUnit,
    { commandId: newId(), unitId, courtCode: COURT, profile: aProfile('A1-01') },
    system,
  );
  const { code } = await must(createEnrolment, { commandId: newId(), unitId }, system);
  const { token } = await must(enrolDevice, { commandId: newId(), code, deviceName: '测试机' });
  return { operator: await enter('lin'), phone: { unitId, token } };
}

/**
 * Everybody works until `isOver`. A command without an answer is asked again under its own id over the next hub: what is
 * noted as acknowledged is what a page has been told is done.
 */
function work(operator: TestPage, phone: TestPage, { unitId }: Seats['phone'], acknowledged: Acknowledged[]) {
  let isOver = false;
  const did = async (stream: string, commandId: string, answer: Promise<{ ok: boolean }>) => {
    if ((await answer).ok) acknowledged.push({ commandId, stream });
  };
  const about = () => ({ commandId: newId(), occurredAt: new Date().toISOString() });
  const writer = async () => {
    while (!isOver) {
      const message = {
        ...about(),
        messageId: newId(),
        operationId: null,
        unitIds: [unitId],
        kind: 'note' as const,
        replyTo: null,
        text: '现场已到达，门锁完好。',
      };
      await did(
        `message/${message.messageId}`,
        message.commandId,
        operator.client.call(sendMessage, message),
      );
    }
  };
  const order = async () => {
    while (!isOver) {
      const orderId = newId();
      const issued = {
        commandId: newId(),
        orderId,
        operationId: null,
        unitIds: [unitId],
        text: '点名',
        templateId: null,
        priority: 'routine' as const,
        replyBySeconds: 3600,
      };
      await did(`order/${orderId}`, issued.commandId, operator.client.call(issueOrder, issued));
      const [delivered, signed] = [
        { ...about(), orderId },
        { ...about(), orderId },
      ];
      await did(`order/${orderId}`, delivered.commandId, phone.client.call(deliverOrder, delivered));
      await did(`order/${orderId}`, signed.commandId, phone.client.call(acknowledgeOrder, signed));
    }
  };
  const all = [...Array.from({ length: CALLERS }, writer), order()];
  return { stop: () => (isOver = true), done: () => Promise.all(all) };
}

it(
  `[DESIGN 10] a hub that is killed at ${KILLS} random moments under load loses nothing that it acknowledged, and its consoles come back by their cursor`,
  { timeout: PATIENCE_MS },
  async () => {
    const seed = seedOfRun();
    const random = seededRandom(seed);
    const dir = tempDir('hub-killed');
    await (await startHubProcess(dir)).end();
    let hub = await startHubProcess(dir);
    const port = Number(new URL(hub.consoleUrl).port);
    const seats = await setUp(hub);
    const operator = await openPage(hub.consoleUrl, seats.operator);
    const phone = await openPage(hub.consoleUrl, seats.phone.token);
    const acknowledged: Acknowledged[] = [];
    const load = work(operator, phone, seats.phone, acknowledged);

    const relays = new Set<number>();
    let checked = 0;
    for (let kills = 0; kills < KILLS; kills++) {
      const before = acknowledged.length;
      // Now and then it dies while it is still being opened or the pages are coming back, else in the middle of the work.
      if (kills % 5 !== 4) await operator.until('work goes on', () => acknowledged.length > before);
      await sleep(random() * 120);
      hub.children().forEach((pid) => relays.add(pid));
      await hub.kill();
      hub = await startHubProcess(dir, port);
      checked += 1;
      operator.client.wake();
      phone.client.wake();
    }
    load.stop();
    await load.done();
    await Promise.all(
      [operator, phone].map((page) => page.until('online', ({ client }) => client.link().state === 'online')),
    );
    await Promise.all([operator.settled(), phone.settled()]);

    // Consoles: one snapshot at the beginning, and from then on events, each once.
    for (const [page, token] of [[operator, seats.operator], [phone, seats.phone.token]] as const) {
    const fresh = await openPage(hub.consoleUrl, token);
    const held = ({ replica }: TestPage) => Object.fromEntries(Object.entries(replica().kinds).map(([kind, entries]) => [kind, Object.fromEntries([...entries].sort())]));
    expect(held(page), `seed ${seed}`).toEqual(held(fresh));
    const seqs = page.heard.flatMap((message) => (message.t === 'events' ? message.events.map(({ seq }) => seq) : []));
    expect(seqs, `seed ${seed}`).toEqual([...new Set(seqs)].sort((a, b) => a - b));
    expect(page.heard.filter(({ t }) => t === 'snapshot'), `seed ${seed}`).toHaveLength(1);
    fresh.close();
  } // prettier-ignore
    operator.close();
    phone.close();
    expect(await hub.end()).toBe(0);

    // Nothing of the dead hubs lives on.
    await expect.poll(() => [...relays].filter(isAlive), { timeout: 20_000 }).toEqual([]);

    // The record: whole, and every acknowledged command is in it, once.
    const log = openLogReader(join(dir, RECORD_FILE));
    const walk = walkChain(await openChain(), { seq: 0, hash: GENESIS });
    const found = new Map<string, string[]>();
    for (let page = log.page(0, 1000); page.length > 0; page = log.page(walk.at().seq, 1000)) {
      for (const row of page) {
        expect(walk.check(row)).toBeUndefined();
        found.set(row.commandId, [...(found.get(row.commandId) ?? []), row.stream]);
      }
    }
    expect(walk.at()).toEqual(log.head());
    log.close();
    const lost = acknowledged.filter(({ commandId, stream }) => found.get(commandId)?.join() !== stream);
    expect(lost, `seed ${seed}`).toEqual([]);
    const verify = spawnSync(
      process.execPath,
      [join(ROOT, 'main/tools/verify.ts'), '--data', dir, '--json'],
      { encoding: 'utf8' },
    );
    expect({ code: verify.status, ...(JSON.parse(verify.stdout) as object) }).toMatchObject({
      code: 0,
      ok: true,
      records: walk.at().seq,
    });
    console.log(
      `seed ${seed}: ${checked} kills, ${acknowledged.length} acknowledged commands, ${walk.at().seq} records`,
    );
    expect(acknowledged.length).toBeGreaterThan(KILLS);
  },
);
