import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { defineConfig } from '@playwright/test';
import { findChromium } from '../../main/tools/find-chromium.ts';

const root = resolve(import.meta.dirname, '../..');

/** Decided before anything can load `electron`, because loading it without its binary starts a download. */
const electron = join(root, 'node_modules', 'electron');
const written = join(electron, 'path.txt');
const real = existsSync(written) && existsSync(join(electron, 'dist', readFileSync(written, 'utf8')));
if (!real) process.env['ELECTRON_OVERRIDE_DIST_PATH'] = resolve(root, 'test/standin');

const executablePath = findChromium(existsSync);
/** CI adds up what every runner counted: main/tools/check-results.mjs. */
const reports = process.env['HENGLING_REPORTS'];

export default defineConfig({
  testDir: '.',
  outputDir: resolve(root, 'dist/test-results'),
  fullyParallel: true,
  forbidOnly: Boolean(process.env['CI']),
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: reports ? [['list'], ['json', { outputFile: join(reports, 'playwright.json') }]] : [['list']],
  use: { trace: 'retain-on-failure', actionTimeout: 30_000 },
  projects: [
    // The name says which executable ran, so that a green run is never mistaken for one of the real binary.
    { name: real ? 'desktop (real)' : 'desktop (stand-in)', testDir: 'desktop' },
    {
      name: 'browser',
      testIgnore: 'desktop/**',
      use: { locale: 'zh-CN', timezoneId: 'Asia/Shanghai', launchOptions: { executablePath } },
    },
  ],
});
