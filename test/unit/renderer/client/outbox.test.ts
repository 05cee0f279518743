import { expect, it, vi } from 'vitest';
import { refuse, type Result } from '#contracts/errors.ts';
import { raiseSos } from '#contracts/incident.ts';
import { acknowledgeOrder } from '#contracts/order.ts';
import { createMemoryStore, type DeviceStore } from '#renderer/client/device-store.ts';
import { newId } from '#renderer/client/new-id.ts';
import { openOutbox, type OutboxItem } from '#renderer/client/outbox.ts';
import { createManualClock } from '#support/client/manual-clock.ts';

const DONE: Result<unknown> = { ok: true, value: { version: 1 } };
const acknowledge = () => ({ commandId: newId(), orderId: newId(), occurredAt: '2026-11-24T01:28:41.000Z' });
const sos = () => ({
  commandId: newId(),
  incidentId: newId(),
  position: null,
  raisedAt: '2026-11-24T01:28:41.000Z',
});

/** A hub whose answers the test gives one by one. */
function aHub() {
  const asked: { name: string; commandId: string; answer(result: Result<unknown>): void }[] = [];
  const call = ({ name }: { name: string }, input: unknown) =>
    new Promise<Result<unknown>>((answer) => {
      asked.push({ name, commandId: (input as { commandId: string }).commandId, answer });
    });
  const next = async (index: number) => {
    await vi.waitFor(() => expect(asked.length).toBeGreaterThan(index));
    return asked[index]!;
  };
  return { asked, call, next };
}

async function open(device: DeviceStore = createMemoryStore()) {
  const hub = aHub();
  const clock = createManualClock();
  const outbox = await openOutbox({ store: device.outbox, call: hub.call, clock });
  return { hub, clock, outbox, device };
}
const ids = (items: readonly OutboxItem[]) => items.map((item) => item.commandId);

it('sends nothing while the hub cannot be reached, then everything in order, one at a time', async () => {
  const { hub, outbox } = await open();
  const [a, b] = [acknowledge(), acknowledge()];
  await outbox.add(acknowledgeOrder, a, 'a');
  await outbox.add(acknowledgeOrder, b, 'b');
  expect(hub.asked).toEqual([]);
  outbox.setOnline(true);
  expect((await hub.next(0)).commandId).toBe(a.commandId);
  expect(hub.asked).toHaveLength(1);
  hub.asked[0]!.answer(DONE);
  expect((await hub.next(1)).commandId).toBe(b.commandId);
  hub.asked[1]!.answer(DONE);
  await vi.waitFor(() => expect(outbox.items()).toEqual([]));
});

it('keeps commands over a reload and sends them under the same id, sent-but-unanswered ones included', async () => {
  const { hub, outbox, device } = await open();
  const [a, b] = [acknowledge(), acknowledge()];
  await outbox.add(acknowledgeOrder, a, 'a');
  await outbox.add(acknowledgeOrder, b, 'b');
  outbox.setOnline(true);
  await hub.next(0);
  outbox.close();

  const later = await open(device);
  expect(ids(later.outbox.items())).toEqual([a.commandId, b.commandId]);
  later.outbox.setOnline(true);
  (await later.hub.next(0)).answer(DONE);
  (await later.hub.next(1)).answer(DONE);
  await vi.waitFor(async () => expect(await device.outbox.all()).toEqual([]));
  expect(later.hub.asked.map((ask) => ask.commandId)).toEqual([a.commandId, b.commandId]);
});

it('shows a refusal until it is dismissed, and goes on with the next', async () => {
  const { hub, outbox, device } = await open();
  const [a, b] = [acknowledge(), acknowledge()];
  outbox.setOnline(true);
  await outbox.add(acknowledgeOrder, a, 'a');
  await outbox.add(acknowledgeOrder, b, 'b');
  (await hub.next(0)).answer(refuse('already_answered'));
  (await hub.next(1)).answer(DONE);
  await vi.waitFor(() => expect(ids(outbox.items())).toEqual([a.commandId]));
  expect(outbox.items()[0]).toMatchObject({ state: 'refused', error: { code: 'already_answered' } });
  const reopened = await open(device);
  expect(reopened.outbox.items()[0]).toMatchObject({ state: 'refused', error: { code: 'already_answered' } });
  await outbox.dismiss(a.commandId);
  expect(outbox.items()).toEqual([]);
  expect(await device.outbox.all()).toEqual([]);
});

it('keeps its place and tries again after a refusal that passes', async () => {
  const { hub, outbox, clock } = await open();
  const [a, b] = [acknowledge(), acknowledge()];
  outbox.setOnline(true);
  await outbox.add(acknowledgeOrder, a, 'a');
  await outbox.add(acknowledgeOrder, b, 'b');
  (await hub.next(0)).answer(refuse('store_full'));
  await vi.waitFor(() => expect(outbox.items()[0]).toMatchObject({ state: 'pending' }));
  expect(hub.asked).toHaveLength(1);
  await vi.waitFor(() => {
    clock.advance(1_000);
    expect(hub.asked).toHaveLength(2);
  });
  expect(hub.asked[1]!.commandId).toBe(a.commandId);
});

it('sends an alarm past a command that waits for its answer', async () => {
  const { hub, outbox } = await open();
  const alarm = sos();
  outbox.setOnline(true);
  await outbox.add(acknowledgeOrder, acknowledge(), 'a');
  await hub.next(0);
  await outbox.add(raiseSos, alarm, 'sos', 'urgent');
  expect((await hub.next(1)).commandId).toBe(alarm.commandId);
});

it('refuses the 301st ordinary command, and takes an alarm all the same', async () => {
  const { outbox } = await open();
  for (let i = 0; i < 300; i += 1)
    expect((await outbox.add(acknowledgeOrder, acknowledge(), 'a')).ok).toBe(true);
  expect(await outbox.add(acknowledgeOrder, acknowledge(), 'a')).toEqual(refuse('busy'));
  expect((await outbox.add(raiseSos, sos(), 'sos', 'urgent')).ok).toBe(true);
  expect(outbox.items()).toHaveLength(301);
});

it('says so when the device cannot store, and sends all the same', async () => {
  const device = createMemoryStore();
  device.outbox.put = async () => {
    throw new Error('quota');
  };
  const { hub, outbox } = await open(device);
  outbox.setOnline(true);
  expect(await outbox.add(acknowledgeOrder, acknowledge(), 'a')).toEqual(refuse('store_unavailable'));
  (await hub.next(0)).answer(DONE);
  await vi.waitFor(() => expect(outbox.items()).toEqual([]));
});

it('leaves nothing stored of an alarm whose answer came before its storing', async () => {
  const device = createMemoryStore();
  const put = device.outbox.put;
  let release = () => undefined as void;
  device.outbox.put = (item) =>
    new Promise<void>((resolve) => (release = () => void put(item).then(resolve)));
  const { hub, outbox } = await open(device);
  outbox.setOnline(true);
  const added = outbox.add(raiseSos, sos(), 'sos', 'urgent');
  (await hub.next(0)).answer(DONE);
  await vi.waitFor(() => expect(outbox.items()).toEqual([]));
  release();
  await added;
  expect(await device.outbox.all()).toEqual([]);
});
