import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { answerSaveDialog, expect, launchSeat, loaded, onStandIn, root, test } from './fixtures.ts';

const hubAddress = (page: Page) =>
  expect
    .poll(() => page.evaluate(() => window.henglingShell?.hub().catch(() => null)))
    .not.toBeNull()
    .then(() => page.evaluate(() => window.henglingShell?.hub()));

/** What the stand-in noted of effects that no page can show. */
async function noted(seat: ElectronApplication, what: string): Promise<Record<string, unknown>[]> {
  const journal = await seat.evaluate(
    (electron) =>
      (electron as unknown as { standIn: { journal: Record<string, unknown>[] } }).standIn.journal,
  );
  return journal.filter((entry) => entry['what'] === what);
}

test('opens the console against the hub in its own process', async ({ page, seat }) => {
  const own = await seat.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getURL(),
  );
  expect(own).toBe('app://console/console.html');
  const address = await hubAddress(page);
  expect(address?.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(address?.launchToken.length).toBeGreaterThan(20);
  const healthy = await page.evaluate(async (url) => (await fetch(`${url}/api/health`)).ok, address?.url);
  expect(healthy).toBe(true);
});

test('saves a file whole, with the digest of what is on disk', async ({ page, seat, userData }) => {
  const file = join(userData, '报告.txt');
  await answerSaveDialog(seat, file);
  const saved = await page.evaluate(() =>
    window.henglingShell?.saveFile('报告.txt', new TextEncoder().encode('二十二人到场')),
  );
  const bytes = await readFile(file);
  expect(bytes.toString()).toBe('二十二人到场');
  expect(saved).toEqual({ path: file, sha256: createHash('sha256').update(bytes).digest('hex') });
  expect((await readdir(userData)).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test('writes nothing when the operator cancels', async ({ page, seat }) => {
  await answerSaveDialog(seat, null);
  expect(await page.evaluate(() => window.henglingShell?.saveFile('a.txt', new Uint8Array(1)))).toBeNull();
});

test('says so when a file cannot be written', async ({ page, seat, userData }) => {
  await answerSaveDialog(seat, join(userData, 'no-such-folder', 'a.txt'));
  const message = await page.evaluate(() =>
    window.henglingShell?.saveFile('a.txt', new Uint8Array(1)).catch((error: Error) => error.message),
  );
  expect(message).toBe('save_failed');
});

test('prints the page to a PDF', async ({ page, seat, userData }) => {
  const file = join(userData, 'report.pdf');
  await answerSaveDialog(seat, file);
  const saved = await page.evaluate(() => window.henglingShell?.printToPdf('report'));
  const bytes = await readFile(file);
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  expect(saved?.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
});

test('fills each spare display with a wall window and brings it back at the next start', async ({
  userData,
}) => {
  test.skip(!onStandIn, 'needs three displays');
  const displays = '1920x1080+0+0,1920x1080+1920+0,1280x1024+3840+0';
  const walls = (seat: ElectronApplication) =>
    seat.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .filter((window) => window.webContents.getURL().endsWith('#w=wall'))
        .map((window) => ({ x: window.getBounds().x, full: window.isFullScreen() }))
        .toSorted((a, b) => a.x - b.x),
    );
  const filled = [
    { x: 1920, full: true },
    { x: 3840, full: true },
  ];
  const first = await launchSeat(userData, { STANDIN_DISPLAYS: displays });
  const page = await loaded(await first.firstWindow());
  expect(await page.evaluate(() => window.henglingShell?.openWindow('wall'))).toBe(2);
  await expect.poll(() => walls(first)).toEqual(filled);
  await first.close();

  const second = await launchSeat(userData, { STANDIN_DISPLAYS: displays });
  await expect.poll(() => walls(second)).toEqual(filled);
  await second.close();
});

test('a wall follows the displays that are there', async ({ page, seat }) => {
  test.skip(!onStandIn, 'displays cannot be unplugged by a test');
  const told = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        window.henglingShell?.onShellEvent((event) => {
          if (event.type === 'displays') resolve(event.displays.length);
        });
      }),
  );
  await page.evaluate(() => window.henglingShell?.openWindow('wall'));
  await seat.evaluate(({ screen }) => {
    (screen as unknown as { replug(text: string): void }).replug('1920x1080+0+0,1920x1080+1920+0');
  });
  expect(await told).toBe(2);
  await expect.poll(() => seat.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(2);
});

test('tells the pages of power, lock and the talk key, which never sticks', async ({ page, seat }) => {
  test.skip(!onStandIn, 'the key is pressed by the stand-in');
  await page.evaluate(() => {
    const told: unknown[] = [];
    Object.assign(window, { told });
    window.henglingShell?.onShellEvent((...values) => told.push(values));
  });
  await seat.evaluate(({ globalShortcut, powerMonitor }) => {
    const { press } = globalShortcut as unknown as { press(key: string): void };
    const happen = (event: string) => (powerMonitor as unknown as NodeJS.EventEmitter).emit(event);
    press('CommandOrControl+Alt+F9');
    happen('lock-screen');
    happen('unlock-screen');
    press('CommandOrControl+Alt+F9');
    press('CommandOrControl+Alt+F9');
    happen('suspend');
  });
  // Exactly one argument each: no event object of Electron's comes along.
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { told: unknown[] }).told))
    .toEqual([
      [{ type: 'talk_key', phase: 'down' }],
      [{ type: 'talk_key', phase: 'up' }],
      [{ type: 'power', state: 'lock' }],
      [{ type: 'power', state: 'unlock' }],
      [{ type: 'talk_key', phase: 'down' }],
      [{ type: 'talk_key', phase: 'up' }],
      [{ type: 'power', state: 'suspend' }],
    ]);
});

test('an urgent alert notifies, flashes and puts the console on top without taking the keyboard', async ({
  page,
  seat,
}) => {
  test.skip(!onStandIn, 'reads the journal of the stand-in');
  await page.evaluate(() => window.henglingShell?.alert({ title: '警情', body: 'BLF-3', urgent: true }));
  expect(await noted(seat, 'notification')).toEqual([
    { what: 'notification', title: '警情', body: 'BLF-3', urgency: 'critical' },
  ]);
  expect(await noted(seat, 'flashFrame')).toHaveLength(1);
  expect(await noted(seat, 'moveTop')).toHaveLength(1);
});

test('keeps the display on for as long as the page wants', async ({ page, seat }) => {
  test.skip(!onStandIn, 'asks the stand-in what is held');
  const held = () =>
    seat.evaluate(({ powerSaveBlocker }) => (powerSaveBlocker as unknown as { active(): string[] }).active());
  expect(await page.evaluate(() => window.henglingShell?.keepAwake(true))).toBe(true);
  expect(await held()).toEqual(['prevent-display-sleep']);
  await page.reload();
  await expect.poll(held).toEqual([]);
});

test('seals a secret with the key store of the OS', async ({ page, userData }) => {
  const available = await page.evaluate(() => window.henglingShell?.secrets.available());
  test.skip(available !== true, 'this machine has no key store');
  await page.evaluate(() => window.henglingShell?.secrets.set('device', '口令-p4ss'));
  expect(await page.evaluate(() => window.henglingShell?.secrets.get('device'))).toBe('口令-p4ss');
  const sealed = await readFile(join(userData, 'secrets', 'device.sealed'));
  expect(sealed.includes('p4ss')).toBe(false);
  await page.evaluate(() => window.henglingShell?.secrets.remove('device'));
  expect(await page.evaluate(() => window.henglingShell?.secrets.get('device'))).toBeNull();
});

for (const secretBackend of ['basic_text', 'none'] as const) {
  test.describe(`a key store of the kind ${secretBackend}`, () => {
    test.use({ secretBackend });
    test('keeps no secret at all', async ({ page, userData }) => {
      test.skip(!onStandIn, 'the backend is chosen by the stand-in');
      const message = await page.evaluate(() =>
        window.henglingShell?.secrets.set('device', 'p4ss').catch((error: Error) => error.message),
      );
      expect(message).toBe('no_secret_store');
      expect(await readdir(userData)).not.toContain('secrets');
    });
  });
}

test('a second start brings the first to the front and leaves', async ({ page, seat, userData }) => {
  await page.waitForLoadState();
  await seat.evaluate(({ app }) => {
    Object.assign(globalThis, { handedOver: 0 });
    app.on('second-instance', () => {
      (globalThis as unknown as { handedOver: number }).handedOver += 1;
    });
  });
  const executable = createRequire(import.meta.url)('electron') as unknown as string;
  const second = spawn(executable, ['.', `--user-data-dir=${userData}`, '--no-sandbox'], {
    cwd: root,
    stdio: 'ignore',
  });
  expect(await new Promise((resolve) => second.once('exit', resolve))).toBe(0);
  await expect
    .poll(() => seat.evaluate(() => (globalThis as unknown as { handedOver: number }).handedOver))
    .toBe(1);
});

test('closing the console asks, because field pages hang on its hub', async ({ page, seat }) => {
  await hubAddress(page);
  const closeWith = (response: number) =>
    seat.evaluate(({ BrowserWindow, dialog }, answer) => {
      Object.assign(globalThis, { asked: 0 });
      dialog.showMessageBox = async () => {
        (globalThis as unknown as { asked: number }).asked += 1;
        return { response: answer, checkboxChecked: false };
      };
      BrowserWindow.getAllWindows()[0]?.close();
    }, response);
  const state = () =>
    seat.evaluate(({ BrowserWindow }) => ({
      asked: (globalThis as unknown as { asked: number }).asked,
      windows: BrowserWindow.getAllWindows().length,
    }));
  await closeWith(2); // cancel
  await expect.poll(state).toEqual({ asked: 1, windows: 1 });
  await closeWith(0); // the window only
  await expect.poll(state).toEqual({ asked: 1, windows: 0 });
  // The hub went on, and the console comes back to the same one.
  const [again] = await Promise.all([
    seat.waitForEvent('window'),
    seat.evaluate(({ app }) => void app.emit('activate')),
  ]);
  expect((await hubAddress(await loaded(again)))?.url).toMatch(/^http/);
});

test('starts a crashed hub again at the same address and tells the pages', async ({ page, seat }) => {
  const before = await hubAddress(page);
  await page.evaluate(() => {
    const told: unknown[] = [];
    Object.assign(window, { told });
    window.henglingShell?.onShellEvent((event) => {
      if (event.type === 'hub') told.push(event.address?.url ?? null);
    });
  });
  await seat.evaluate(({ app }) => {
    const hub = app.getAppMetrics().find(({ name }) => name === 'hengling-hub');
    if (hub !== undefined) process.kill(hub.pid, 'SIGKILL');
  });
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { told: unknown[] }).told))
    .toEqual([null, before?.url]);
});

test('loads a crashed page again', async ({ page, seat }) => {
  test.skip(!onStandIn, 'crashes the page through DevTools');
  const gone = seat.evaluate(
    ({ BrowserWindow }) =>
      new Promise<string>((resolve) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as NodeJS.EventEmitter;
        contents.once('render-process-gone', () =>
          contents.once('did-finish-load', () => resolve('loaded again')),
        );
        contents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
      }),
  );
  expect(await gone).toBe('loaded again');
  await page.waitForLoadState();
});
