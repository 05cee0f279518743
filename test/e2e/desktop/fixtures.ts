import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test';
import type { CommandBridge } from '#contracts/bridge.ts';

declare global {
  interface Window {
    readonly henglingShell?: CommandBridge;
  }
}

export const root = resolve(import.meta.dirname, '../../..');
/** False when the specs run on the real binary: what only the stand-in can be asked is then skipped. */
export const onStandIn = process.env['ELECTRON_OVERRIDE_DIST_PATH'] !== undefined;

type Options = {
  /** Stand-in only: the displays of the machine, the first one primary. */
  displays: string;
  /** Stand-in only: what the OS offers as a key store. */
  secretBackend: 'gnome_libsecret' | 'basic_text' | 'none';
};
type Fixtures = { userData: string; seat: ElectronApplication; page: Page };

export const test = base.extend<Options & Fixtures>({
  displays: ['1920x1080+0+0,1920x1080+1920+0,1280x1024+3840+0', { option: true }],
  secretBackend: ['gnome_libsecret', { option: true }],
  userData: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'hengling-seat-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },
  seat: async ({ displays, secretBackend, userData }, use, info) => {
    const said: string[] = [];
    const seat = await launchSeat(userData, {
      STANDIN_DISPLAYS: displays,
      STANDIN_SECRET_BACKEND: secretBackend,
    });
    for (const stream of [seat.process().stdout, seat.process().stderr]) {
      stream?.on('data', (chunk: Buffer) => said.push(String(chunk)));
    }
    await use(seat);
    await seat.close();
    if (info.status !== info.expectedStatus) {
      await info.attach('main.log', { body: said.join(''), contentType: 'text/plain' });
    }
  },
  page: async ({ seat }, use) => {
    await use(await loaded(await seat.firstWindow()));
  },
});

export function launchSeat(userData: string, env: Record<string, string> = {}): Promise<ElectronApplication> {
  const inherited = process.env as Record<string, string>;
  const { HENGLING_DATA: _never, ...rest } = inherited;
  return _electron.launch({
    cwd: root,
    args: ['.', `--user-data-dir=${userData}`],
    env: { ...rest, ...env },
  });
}

/** A window is announced while it is still blank; this is it with the console in it. */
export async function loaded(page: Page): Promise<Page> {
  await page.waitForURL(/console\.html/);
  return page;
}

/** Makes the next save dialog answer with this path, on the stand-in and on the real binary alike. */
export async function answerSaveDialog(seat: ElectronApplication, filePath: string | null): Promise<void> {
  await seat.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = async () => ({ canceled: path === null, filePath: path ?? '' });
  }, filePath);
}

export { expect } from '@playwright/test';
