import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { sendMessage } from '#contracts/message.ts';
import { openCutProxy } from '#support/faults/cut-proxy.ts';
import { seededRandom, seedOfRun } from '#support/faults/seeded-random.ts';
import { idleSide } from '#support/hub/idle-side.ts';
import { openPage } from '#support/hub/page.ts';
import { foundTestCourt, newId, openTestHub } from '#support/hub/test-hub.ts';

const FAULTS = 24;

it(`[DESIGN 10] a console whose link fails ${FAULTS} times keeps its last state, and each of its commands is carried out once`, async () => {
  const seed = seedOfRun();
  const random = seededRandom(seed);
  await using test = await openTestHub({ startSide: idleSide });
  const court = await foundTestCourt(test);
  const { unitId } = await court.phone('A1-01');
  await using proxy = await openCutProxy(test.hub.consoleUrl);
  const page = await openPage(proxy.url, await court.seat('operator'));
  const asked: { messageId: string; answer: Promise<unknown> }[] = [];
  const say = () => {
    const messageId = newId();
    const message = {
      commandId: newId(),
      messageId,
      operationId: null,
      unitIds: [unitId],
      kind: 'note' as const,
      replyTo: null,
      text: `第${asked.length}条`,
      occurredAt: new Date().toISOString(),
    };
    asked.push({ messageId, answer: page.client.call(sendMessage, message) });
  };

  // The hub is heard, the page is not heard, neither is heard for a while; and in each of them somebody types on.
  const FAULT = [
    () => proxy.cut(),
    async () => {
      proxy.deafen();
      say();
      await sleep(random() * 40);
      proxy.cut();
    },
    async () => {
      proxy.down();
      await page.until('cut', ({ client }) => client.link().state !== 'online');
      expect(page.get('unit', unitId), 'the last state stays').toBeDefined();
      for (let n = 0; n < 3; n++) say();
      proxy.mend();
    },
  ];
  for (let n = 0; n < FAULTS; n++) {
    say();
    await sleep(random() * 30);
    await FAULT[Math.floor(random() * FAULT.length)]!();
    page.client.wake();
    await page.until('online again', ({ client }) => client.link().state === 'online');
  }
  const answers = await Promise.all(asked.map(({ answer }) => answer));
  expect(answers, `seed ${seed}`).toEqual(asked.map(() => ({ ok: true, value: { version: 1 } })));
  const { store } = test.hub.court().context;
  for (const { messageId } of asked)
    expect(await store.readStream(`message/${messageId}`), `seed ${seed}`).toHaveLength(1);
  await page.settled();
  for (const { messageId } of asked) expect(page.get('message', messageId), `seed ${seed}`).toBeDefined();
  expect(page.client.link().pending).toBe(0);
  page.close();
});
