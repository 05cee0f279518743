import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

const root = resolve(import.meta.dirname, '..');
/** A unit test that forgets that Electron is not there must not start a download. */
const alias = { electron: resolve(root, 'test/support/no-electron.ts') };

/** CI adds up what every runner counted: main/tools/check-results.mjs. Each run of Vitest leaves a file of its own. */
const reports = process.env['HENGLING_REPORTS'];

export default defineConfig({
  root,
  resolve: { alias },
  test: {
    reporters: reports
      ? ['default', ['json', { outputFile: resolve(reports, `vitest-${process.pid}.json`) }]]
      : ['default'],
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/unit/**/*.test.{ts,tsx}'] } },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'fault',
          include: ['test/fault/**/*.fault.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
