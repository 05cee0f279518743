import { describe, expect, it } from 'vitest';
import type { AppendRequest } from '#hub/ports.ts';
import { createGroupCommit } from '#hub/store/group-commit.ts';

const aRequest = (commandId: string): AppendRequest => ({
  commandId,
  actor: 'unit',
  at: '2026-11-26T00:00:00Z',
  writes: [],
  answer: { commandId },
});

/** A disk that answers each batch when it is told to, and remembers what came in which. */
function aSlowDisk() {
  const batches: string[][] = [];
  const finish: (() => void)[] = [];
  const commits = createGroupCommit((batch) => {
    batches.push(batch.map(({ commandId }) => commandId));
    const outcomes = batch.map(({ answer }) => ({ status: 'repeated' as const, answer }));
    return new Promise((resolve) =>
      finish.push(() => resolve({ outcomes, links: { firstSeq: 0, prev: '', hashes: [], sm3s: [] } })),
    );
  });
  return { batches, commits, answer: () => finish.shift()!() };
}

describe('group commit', () => {
  it('takes what came in one turn of the loop to the disk together', async () => {
    const { batches, commits, answer } = aSlowDisk();
    const asked = ['a', 'b', 'c'].map((id) => commits.append(aRequest(id)));
    await expect.poll(() => batches).toEqual([['a', 'b', 'c']]);
    answer();
    expect(await Promise.all(asked)).toEqual(
      ['a', 'b', 'c'].map((commandId) => ({ status: 'repeated', answer: { commandId } })),
    );
  });

  it('lets who comes while the disk works wait for the next commit, and share that', async () => {
    const { batches, commits, answer } = aSlowDisk();
    const first = commits.append(aRequest('a'));
    await expect.poll(() => batches.length).toBe(1);
    const later = [commits.append(aRequest('b')), commits.append(aRequest('c'))];
    answer();
    await first;
    await expect.poll(() => batches).toEqual([['a'], ['b', 'c']]);
    answer();
    await Promise.all(later);
    await commits.idle();
  });
});
