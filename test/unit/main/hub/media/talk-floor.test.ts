import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Caller } from '#contracts/roles.ts';
import { decideMay } from '#domain/policy/policy.ts';
import type { HubContext } from '#hub/hub-context.ts';
import { RelayUnavailable } from '#hub/media/errors.ts';
import { createTalkFloor, type TalkFloor } from '#hub/media/talk-floor.ts';
import type { DomainEvent } from '#hub/ports.ts';
import { createLines } from '#hub/sync/lines.ts';
import { lookupOf, type World } from '#hub/world.ts';
import { aCaller, anId, aUnit, given, isBelow } from '#support/build.ts';

const seat = aCaller('operator', { sessionId: 's1', name: '林（虚构）' });
const other = aCaller('duty_chief', { sessionId: 's2', name: '周（虚构）' });
const unitIds = [anId(0x100), anId(0x101)];
let recorded: DomainEvent[];
let set: [speaker: string, listeners: readonly string[]][];
let relayIsDown: boolean;
let floor: TalkFloor;

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  [recorded, set, relayIsDown] = [[], [], false];
  const units = new Map(unitIds.map((unitId) => [`unit/${unitId}`, aUnit({ unitId })]));
  const world = {
    get: (kind: string, id: string | null) => units.get(`${kind}/${id}`) ?? null,
  } as unknown as World;
  let ids = 0;
  const hub = {
    clock: { now: () => Date.now() },
    ids: { next: () => anId(++ids) },
    world,
    lookup: lookupOf(world, isBelow),
    lines: createLines(),
    may: (
      caller: Caller,
      capability: Parameters<HubContext['may']>[1],
      subject: Parameters<HubContext['may']>[2],
    ) => decideMay(caller, capability, subject, isBelow),
    relay: {
      setTalk(speaker: string, listeners: readonly string[]) {
        if (relayIsDown) return Promise.reject(new RelayUnavailable('down'));
        set.push([speaker, listeners]);
        return Promise.resolve();
      },
    },
    spine: {
      execute({ caller, decide }: Parameters<HubContext['spine']['execute']>[0]) {
        const decision = decide(world, given(caller));
        if (decision.ok) recorded.push(...decision.value.map(({ event }) => event));
        return Promise.resolve({ ok: true, value: { version: 1 } });
      },
    },
  } as unknown as HubContext;
  floor = createTalkFloor(hub, {
    uplinkOf: ({ sessionId }) => `seat/${sessionId}`,
    isOpen: (uplinkId) => uplinkId === `unit/${unitIds[0]}`,
    sessionsOf: () => [],
  });
});
afterEach(() => vi.useRealTimers());

it('takes the floor back after 60 s, and records that long', async () => {
  await floor.start(seat, { unitIds, operationId: null });
  await vi.advanceTimersByTimeAsync(59_999);
  expect(set).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(set.at(-1)).toEqual(['seat/s1', []]);
  expect(recorded).toMatchObject([{ type: 'talk_spoken', unitIds, seconds: 60, talkerName: seat.name }]);
  await floor.end(seat);
  expect(recorded).toHaveLength(1);
});

it('gives the voice to those who can hear it, and says who they are', async () => {
  expect(await floor.start(seat, { unitIds, operationId: null })).toEqual({
    ok: true,
    value: { listening: [unitIds[0]] },
  });
  expect(set).toEqual([['seat/s1', [`unit/${unitIds[0]}`]]]);
});

it('one speaker a listener; what the first lets go the second gets', async () => {
  await floor.start(seat, { unitIds, operationId: null });
  const wish = { unitIds: [unitIds[1]!], operationId: null };
  expect(await floor.start(other, wish)).toEqual({
    ok: false,
    error: { code: 'floor_taken', params: { name: seat.name } },
  });
  await floor.end(seat);
  expect(await floor.start(other, wish)).toMatchObject({ ok: true });
});

it('a second press of the same seat ends its first word and begins another', async () => {
  await floor.start(seat, { unitIds: [unitIds[0]!], operationId: null });
  await vi.advanceTimersByTimeAsync(5_000);
  await floor.start(seat, { unitIds: [unitIds[1]!], operationId: null });
  await vi.advanceTimersByTimeAsync(58_000);
  await floor.end(seat);
  expect(recorded).toMatchObject([
    { unitIds: [unitIds[0]], seconds: 5 },
    { unitIds: [unitIds[1]], seconds: 58 },
  ]);
});

it('without a relay nobody has the floor', async () => {
  relayIsDown = true;
  await expect(floor.start(seat, { unitIds, operationId: null })).rejects.toThrow(RelayUnavailable);
  relayIsDown = false;
  expect(await floor.start(other, { unitIds, operationId: null })).toMatchObject({ ok: true });
});
