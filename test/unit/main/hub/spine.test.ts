import { beforeEach, expect, it, vi } from 'vitest';
import { ok, refuse } from '#contracts/errors.ts';
import type { EventStore } from '#hub/ports.ts';
import { type Decide, openSpine, type Spine } from '#hub/spine.ts';
import { StoreFull, StoreUnavailable } from '#hub/store/errors.ts';
import { openMemoryEventStore } from '#hub/store/memory-event-store.ts';
import { aCaller, anId, NOW, NOW_MS } from '#support/build.ts';

const UNIT = anId(0x101);
const stream = `unit/${UNIT}`;
const profile = {
  kind: 'officer',
  callSign: 'A1',
  name: '何',
  sex: null,
  enforcementIdUntil: null,
  policeNumber: '',
  plate: '',
  cameraLabel: '',
  skills: [],
};
const registered = {
  stream,
  event: { type: 'unit_registered', at: NOW, by: 'x', unitId: UNIT, courtCode: 'JJ', profile, drill: false },
};
const enrolled = (deviceName: string) => ({
  stream,
  event: { type: 'device_enrolled', at: NOW, by: 'x', unitId: UNIT, deviceName },
});

let store: EventStore;
let spine: Spine;
let commands = 0;
const open = () =>
  openSpine({
    store,
    clock: { now: () => NOW_MS },
    ids: { next: () => anId(1) },
    drill: () => false,
    reserve: { release: () => false, isSpent: () => false },
  });
const execute = (decide: Decide, commandId = anId(0x10000 + ++commands)) =>
  spine.execute({ commandId, caller: aCaller(), decide });

beforeEach(async () => {
  store = await openMemoryEventStore();
  spine = await open();
  await execute(() => ok([registered]));
});

it('rebuilds the world from the log', async () => {
  await execute(() => ok([enrolled('甲')]));
  const again = await open();
  expect(again.head()).toBe(2);
  expect(again.world.get('unit', UNIT)).toEqual(spine.world.get('unit', UNIT));
  expect(again.world.version(stream)).toBe(2);
});

it('gives a repeated command its first answer, whatever would be decided now', async () => {
  const commandId = anId(0x999);
  expect(await execute(() => ok([enrolled('甲')]), commandId)).toEqual(ok({ version: 2 }));
  for (const now of [
    () => ok([enrolled('乙')]),
    () => ok([]),
    () => refuse('already_answered'),
  ] satisfies Decide[]) {
    expect(await execute(now, commandId)).toEqual(ok({ version: 2 }));
  }
  expect(spine.head()).toBe(2);
});

it.each(['not_allowed', 'not_your_court', 'not_your_operation', 'supervisor_cannot_order_units'] as const)(
  'an old command’s id turns %s into no yes',
  async (code) => {
    const commandId = anId(0x999);
    await execute(() => ok([enrolled('甲')]), commandId);
    expect(await execute(() => refuse(code), commandId)).toEqual(refuse(code));
  },
);

it('[F04] lets fifty at once change one thing, each on what the others left', async () => {
  const counted: Decide = (world) => ok([enrolled(`${world.version(stream)}`)]);
  const answers = await Promise.all(Array.from({ length: 50 }, () => execute(counted)));
  expect(
    answers
      .map((answer) => (answer.ok ? answer.value.version : answer.error.code))
      .sort((a, b) => Number(a) - Number(b)),
  ).toEqual(Array.from({ length: 50 }, (_, n) => n + 2));
  const names = (await store.readStream(stream)).slice(1).map(({ body }) => body['deviceName']);
  expect(names).toEqual(Array.from({ length: 50 }, (_, n) => `${n + 1}`));
});

it('tells of every event once, in the order of the log, with the state before it; one listener’s fault is not the others’', async () => {
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const heard: [number, unknown][] = [];
  spine.onPublished(() => {
    throw new Error('a bug');
  });
  spine.onPublished(({ event, before }) =>
    heard.push([event.seq, (before as { deviceName: string | null } | null)?.deviceName ?? null]),
  );
  expect(await execute(() => ok([enrolled('甲'), enrolled('乙')]))).toEqual(ok({ version: 3 }));
  expect(heard).toEqual([[2, null], [3, '甲']]); // prettier-ignore
  expect(stderr).toHaveBeenCalled();
});

it('writes nothing that does not fit its contract', async () => {
  await expect(
    execute(() => ok([{ stream, event: { type: 'device_enrolled', unitId: UNIT } }])),
  ).rejects.toThrow();
  await expect(execute(() => ok([{ stream: 'nothing/1', event: { type: 'x' } }]))).rejects.toThrow(
    'unknown stream kind',
  );
  expect(spine.head()).toBe(1);
});

it('a full disk is a refusal, a store that does not answer is a fault; nothing of either is published', async () => {
  const heard = vi.fn();
  spine.onPublished(heard);
  const append = vi.spyOn(store, 'append');
  append.mockRejectedValueOnce(new StoreFull('full'));
  expect(await execute(() => ok([enrolled('甲')]))).toEqual(refuse('store_full'));
  append.mockRejectedValueOnce(new StoreUnavailable('gone'));
  await expect(execute(() => ok([enrolled('甲')]))).rejects.toThrow(StoreUnavailable);
  expect(heard).not.toHaveBeenCalled();
  expect(spine.world.get('unit', UNIT)?.deviceName).toBeNull();
});
