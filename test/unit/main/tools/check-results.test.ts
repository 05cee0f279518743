import { describe, expect, it } from 'vitest';
import { addUp } from '../../../../main/tools/check-results.mjs';

type File = { status: string; assertionResults: { status: string }[] };
const vitest = (passed: number, failed: number, testResults: File[] = []) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: 1,
  numTodoTests: 1,
  testResults,
});
const playwright = (
  stats: Partial<Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number>>,
  errors: object[] = [],
) => ({
  stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0, ...stats },
  errors,
});

describe('what the runners counted', () => {
  it('is added up over all of them', () => {
    expect(addUp([vitest(10, 0), vitest(5, 1), playwright({ expected: 7, skipped: 3 })])).toEqual({
      passed: 22,
      failed: 1,
      skipped: 7,
    });
  });

  it('counts a file that could not be loaded as one failure, and one with a failed test not twice', () => {
    const unloaded = { status: 'failed', assertionResults: [] };
    const red = { status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] };
    expect(addUp([vitest(1, 1, [unloaded, red])]).failed).toBe(2);
  });

  it('counts a flaky test, and a fault outside any test, as failed', () => {
    expect(addUp([playwright({ expected: 4, flaky: 1 }, [{ message: 'no such project' }])])).toEqual({
      passed: 4,
      failed: 2,
      skipped: 0,
    });
  });

  it('is nothing when nobody counted', () => expect(addUp([])).toEqual({ passed: 0, failed: 0, skipped: 0 }));
});
