import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Adds up the reports that the test runners left in a folder (`HENGLING_REPORTS`) and prints one line of them.
 * Exit code 1 when anything failed, or when nothing passed.
 *
 *   node main/tools/check-results.mjs FOLDER
 *
 * Plain JavaScript: it must also speak where only an old Node is left.
 */

/** Vitest's JSON report. A file that could not even be loaded has no tests to count; it is one failure. */
function countVitest(report) {
  const unloaded = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** Playwright's. `errors` are those outside any test. A flaky test failed, even if it then passed. */
function countPlaywright(report) {
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected, failed: unexpected + flaky + report.errors.length, skipped };
}

/** @returns {{ passed: number, failed: number, skipped: number }} */
export function addUp(reports) {
  const counts = reports.map((report) => ('stats' in report ? countPlaywright(report) : countVitest(report)));
  const sum = (key) => counts.reduce((total, count) => total + count[key], 0);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const folder = process.argv[2] ?? '.';
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const total = addUp(files.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8'))));
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  if (total.failed > 0 || total.passed === 0) process.exitCode = 1;
}
