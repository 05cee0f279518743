import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppendRequest, EventStore } from '#hub/ports.ts';

type Store = EventStore;

/** An append of one event a stream, at the versions given. */
export function anAppend(writes: Record<string, number>, over: Partial<AppendRequest> = {}): AppendRequest {
  return {
    commandId: randomUUID(),
    actor: 'account-1',
    at: '2026-11-24T01:28:41.000Z',
    answer: { version: 1 },
    writes: Object.entries(writes).map(([stream, expected]) => ({
      stream,
      expected,
      events: [{ type: 'noted', text: `第${expected + 1}条` }],
    })),
    ...over,
  };
}

/** What every event store promises. `open` gives an empty one, which the suite closes. */
export function eventStoreContract(name: string, open: () => Promise<Store>): void {
  describe(`event store: ${name}`, () => {
    let store: Store;
    beforeEach(async () => void (store = await open()));
    afterEach(() => store[Symbol.asyncDispose]());

    it('[ES-1] gives back what was appended, with its place in the log and in its stream', async () => {
      const request = anAppend({ 'team/1': 0, 'order/1': 0 });
      request.writes[0]!.events.push({
        type: 'noted',
        text: 'second',
        nested: { list: [1, null, '"\\\u0000🚓'] },
      });
      const result = await store.append(request);

      expect(result.status).toBe('appended');
      const { commandId, actor, at } = request;
      const [first, second] = request.writes[0]!.events;
      const common = {
        commandId,
        actor,
        at,
        prev: expect.stringMatching(/^[0-9a-f]{64}$/),
        hash: expect.any(String),
        sm3: expect.any(String),
      };
      const events = [
        { ...common, seq: 1, stream: 'team/1', version: 1, type: 'noted', body: first },
        { ...common, seq: 2, stream: 'team/1', version: 2, type: 'noted', body: second },
        {
          ...common,
          seq: 3,
          stream: 'order/1',
          version: 1,
          type: 'noted',
          body: request.writes[1]!.events[0],
        },
      ];
      expect(await store.read(0, 10)).toEqual(events);
      expect(result).toEqual({ status: 'appended', events: await store.read(0, 10) });
      expect(await store.readStream('team/1')).toEqual(events.slice(0, 2));
    });

    it('[ES-2] refuses an append behind the head of its stream, and keeps nothing of it', async () => {
      await store.append(anAppend({ 'team/1': 0 }));
      const late = anAppend({ 'order/1': 0, 'team/1': 0 });
      expect(await store.append(late)).toEqual({ status: 'conflict', stream: 'team/1', version: 1 });
      expect(await store.append(anAppend({ 'team/2': 3 }))).toEqual({
        status: 'conflict',
        stream: 'team/2',
        version: 0,
      });
      expect(await store.readStream('order/1')).toEqual([]);
      expect(await store.answerOf(late.commandId)).toBeUndefined();
      expect((await store.head()).seq).toBe(1);
    });

    it('[ES-3] answers a repeated command with its first answer and appends nothing', async () => {
      const request = anAppend({ 'team/1': 0 }, { answer: { version: 1, note: '首次' } });
      await store.append(request);
      const again = { ...request, answer: { version: 99 } };
      expect(await store.append(again)).toEqual({ status: 'repeated', answer: { version: 1, note: '首次' } });
      expect(await store.answerOf(request.commandId)).toEqual({ version: 1, note: '首次' });
      expect((await store.head()).seq).toBe(1);
    });

    it('[ES-4] carries out a command once that arrives twice at the same time', async () => {
      const request = anAppend({ 'team/1': 0 });
      const results = await Promise.all([
        store.append(request),
        store.append(request),
        store.append(request),
      ]);
      expect(results.map(({ status }) => status).sort()).toEqual(['appended', 'repeated', 'repeated']);
      expect((await store.head()).seq).toBe(1);
    });

    it('[ES-5] lets exactly one of fifty win a new stream', async () => {
      const results = await Promise.all(
        Array.from({ length: 50 }, () => store.append(anAppend({ 'team/1': 0 }))),
      );
      expect(results.filter(({ status }) => status === 'appended')).toHaveLength(1);
      expect(results.filter(({ status }) => status === 'conflict')).toHaveLength(49);
      expect(await store.readStream('team/1')).toHaveLength(1);
    });

    it('[ES-6] reads on from a cursor without a gap or a double, at most as many as asked', async () => {
      await Promise.all(Array.from({ length: 25 }, (_, n) => store.append(anAppend({ [`team/${n}`]: 0 }))));
      const seen: number[] = [];
      for (let page = await store.read(0, 10); page.length > 0; page = await store.read(seen.at(-1)!, 10)) {
        expect(page.length).toBeLessThanOrEqual(10);
        seen.push(...page.map(({ seq }) => seq));
      }
      expect(seen).toEqual(Array.from({ length: 25 }, (_, n) => n + 1));
    });

    it('[ES-7] links each event to the one before it and verifies', async () => {
      expect(await store.verify()).toEqual({ ok: true, records: 0, head: '0'.repeat(64) });
      expect(await store.head()).toEqual({ seq: 0, hash: '0'.repeat(64) });
      for (let n = 0; n < 5; n++) await store.append(anAppend({ 'team/1': n }));
      const events = await store.read(0, 10);
      const hashes = events.map(({ hash }) => hash);
      expect(events.map(({ prev }) => prev)).toEqual(['0'.repeat(64), ...hashes.slice(0, -1)]);
      expect(await store.head()).toEqual({ seq: 5, hash: hashes.at(-1) });

      const progress: [number, number][] = [];
      expect(await store.verify((done, total) => progress.push([done, total]))).toEqual({
        ok: true,
        records: 5,
        head: hashes.at(-1),
      });
      expect(progress.at(-1)).toEqual([5, 5]);
    });

    it('[ES-8] counts several writes to one stream within a command one after the other', async () => {
      const request = anAppend({});
      request.writes = [0, 1].map((expected) => ({
        stream: 'team/1',
        expected,
        events: [{ type: 'noted', n: expected }],
      }));
      expect((await store.append(request)).status).toBe('appended');
      expect((await store.readStream('team/1')).map(({ version, body }) => [version, body['n']])).toEqual([
        [1, 0],
        [2, 1],
      ]);
    });

    it('[ES-9] rejects what cannot be JSON, alone', async () => {
      const bad = anAppend({ 'team/1': 0 });
      bad.writes[0]!.events[0]!['n'] = 1n;
      const [refused, other] = await Promise.allSettled([
        store.append(bad),
        store.append(anAppend({ 'team/2': 0 })),
      ]);
      expect(refused.status).toBe('rejected');
      expect(other).toMatchObject({ status: 'fulfilled', value: { status: 'appended' } });
      expect((await store.read(0, 10)).map(({ stream }) => stream)).toEqual(['team/2']);
    });

    it('[ES-10] remembers a command that changed nothing', async () => {
      const request = anAppend({}, { answer: { version: 0 } });
      expect(await store.append(request)).toEqual({ status: 'appended', events: [] });
      expect(await store.append(request)).toEqual({ status: 'repeated', answer: { version: 0 } });
    });

    it('[ES-11] answers nothing once it is closed', async () => {
      await store[Symbol.asyncDispose]();
      await expect(store.append(anAppend({ 'team/1': 0 }))).rejects.toThrow('closed');
      await expect(store.read(0, 1)).rejects.toThrow('closed');
    });
  });
}
