import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium } from '@playwright/test';
import type { z } from 'zod';
import type { signIn } from '#contracts/session.ts';
import { findChromium } from '../../main/tools/find-chromium.ts';

/** What a seat keeps in its window: with it the console opens signed in. */
export type KeptSession = z.output<typeof signIn.output>;

const KEPT = 'hengling.console.session';

export function openBrowser(more: readonly string[] = []): Promise<Browser> {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({
    executablePath: findChromium(existsSync),
    args: [...asRoot, '--enable-unsafe-swiftshader', ...more],
  });
}

/** A browser that was used before by this seat, on a wall-sized page. */
export async function openSeat(browser: Browser, session: KeptSession): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: 1920, height: 1080 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  await context.addInitScript(
    ([key, value]) => sessionStorage.setItem(key!, value!),
    [KEPT, JSON.stringify(session)],
  );
  return context;
}
