import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

/** A link that the product does not have, as a page under attack might get one. */
async function clickLink(page: Page, href: string, target: string): Promise<void> {
  await page.evaluate(
    ([address, frame]) => {
      const link = document.createElement('a');
      link.href = address ?? '';
      link.target = frame ?? '';
      link.click();
    },
    [href, target],
  );
}

test('a page has no Node and sees a frozen bridge of named functions', async ({ page }) => {
  const seen = await page.evaluate(() => {
    const globals = globalThis as unknown as Record<string, unknown>;
    return {
      powers: ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter(
        (name) => name in globals,
      ),
      frozen: Object.isFrozen(window.henglingShell) && Object.isFrozen(window.henglingShell?.secrets),
      bridge: Object.keys(window.henglingShell ?? {}).toSorted(),
    };
  });
  expect(seen).toEqual({
    powers: [],
    frozen: true,
    bridge: [
      'alert',
      'capabilities',
      'displays',
      'hub',
      'keepAwake',
      'kind',
      'onShellEvent',
      'openWindow',
      'printToPdf',
      'saveFile',
      'secrets',
      'versions',
    ],
  });
});

test('every window keeps sandbox, isolation and web security', async ({ page, seat }) => {
  await page.evaluate(() => window.henglingShell?.openWindow('map'));
  await page.evaluate(() => window.henglingShell?.openWindow('wall'));
  const preferences = await seat.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => {
      const contents = window.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
      const { contextIsolation, nodeIntegration, sandbox, webSecurity, webviewTag } =
        contents.getLastWebPreferences();
      return { contextIsolation, nodeIntegration, sandbox, webSecurity, webviewTag };
    }),
  );
  expect(preferences).toHaveLength(4);
  for (const one of preferences) {
    expect(one).toEqual({
      contextIsolation: true,
      nodeIntegration: false,
      sandbox: true,
      webSecurity: true,
      webviewTag: false,
    });
  }
});

test('inline script and text turned into code do not run', async ({ page }) => {
  const outcome = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), {
          once: true,
        });
        const script = document.createElement('script');
        script.textContent = 'document.title = "taken over"';
        document.head.append(script);
        if (document.title === 'taken over') resolve('it ran');
      }),
  );
  expect(outcome).toBe('script-src-elem');
  // From a timer: what the test driver evaluates is itself exempt from the policy.
  const fromText = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        setTimeout(() => {
          try {
            resolve(String(new Function('return 2')()));
          } catch (error) {
            resolve((error as Error).name);
          }
        });
      }),
  );
  expect(fromText).toBe('EvalError');
});

test('a foreign link opens outside, once, and leaves the page where it is', async ({ page, seat }) => {
  await seat.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openExternal = async (url: string) => {
      opened.push(url);
    };
  });
  const before = page.url();
  await clickLink(page, 'https://outside.invalid/same', '');
  await clickLink(page, 'https://outside.invalid/new', '_blank');
  await clickLink(page, 'http://outside.invalid/plain', '_blank');
  await clickLink(page, 'file:///etc/passwd', '_blank');
  // The last of the links to arrive: everything before it has been decided by then.
  await clickLink(page, 'https://outside.invalid/last', '_blank');
  const opened = () => seat.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
  await expect.poll(opened).toContain('https://outside.invalid/last');
  expect((await opened()).toSorted()).toEqual([
    'https://outside.invalid/last',
    'https://outside.invalid/new',
    'https://outside.invalid/same',
  ]);
  expect(page.url()).toBe(before);
  expect(await seat.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('a page may listen and speak, and nothing may ask where it is', async ({ page }) => {
  const state = (name: string) =>
    page.evaluate(
      async (asked) => (await navigator.permissions.query({ name: asked as PermissionName })).state,
      name,
    );
  expect(await state('microphone')).toBe('granted');
  expect(await state('camera')).toBe('granted');
  expect(await state('geolocation')).toBe('denied');
  expect(await state('midi')).toBe('denied');
});

test('a page of another origin gets nothing, even with our preload', async ({ page, seat }) => {
  await page.waitForLoadState();
  const [stranger] = await Promise.all([
    seat.waitForEvent('window'),
    seat.evaluate(async ({ BrowserWindow }) => {
      const ours = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
        getLastWebPreferences(): { preload: string };
      };
      const { preload } = ours.getLastWebPreferences();
      const window = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
      await window.loadURL('app://stranger/').catch(() => undefined); // answered with 403, which is still a document
    }),
  ]);
  await stranger.waitForLoadState();
  const answer = await stranger.evaluate(() =>
    window.henglingShell?.hub().then(
      () => 'the address leaked',
      (error: Error) => error.message,
    ),
  );
  expect(answer).toBe('foreign_sender');
});

test('what does not fit a request is refused before it does anything', async ({ page }) => {
  const answers = await page.evaluate(async () => {
    const shell = window.henglingShell as unknown as Record<
      string,
      (...values: unknown[]) => Promise<unknown>
    >;
    const refusal = async (name: string, ...values: unknown[]) => {
      try {
        await shell[name]?.(...values);
        return 'accepted';
      } catch (error) {
        return (error as Error).message;
      }
    };
    return [
      await refusal('saveFile', 42, 'text'),
      await refusal('openWindow', 'console'),
      await refusal('keepAwake', 'yes'),
      await refusal('alert', { title: 'a', body: 'b', urgent: true, sound: 'loud' }),
    ];
  });
  expect(answers).toEqual(Array.from({ length: 4 }, () => 'invalid_input'));
});
