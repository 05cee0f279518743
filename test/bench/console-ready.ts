import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { signIn } from '#contracts/session.ts';
import { foundTestCourt, newId, PASSWORD } from '#support/hub/test-hub.ts';
import { openFolder, own } from './belongings.ts';
import { openBrowser, openSeat } from './browser.ts';
import { type Figure, figure } from './figure.ts';
import { openHubProcess, ROOT } from './hub-process.ts';
import { median, shuffled } from './statistics.ts';

const ROUNDS = 5;
const UNITS = 12;

/** From the start command on a built tree to boards with rows and a map in the browser; beside it an empty page in the same browser. */
export async function measureConsoleReady(): Promise<Figure[]> {
  await using stack = new AsyncDisposableStack();
  const { path: dataDir } = stack.use(await openFolder());
  const session = await prepare(dataDir);
  const browser = stack.adopt(await openBrowser(), (open) => open.close());

  const ready = async () => {
    await using round = new AsyncDisposableStack();
    const context = round.adopt(await openSeat(browser, session), (open) => open.close());
    const begun = performance.now();
    const start = [
      join(ROOT, 'main', 'launch.mjs'),
      '--browser',
      '--no-open',
      '--built',
      '--data',
      dataDir,
      '--port',
      '0',
    ];
    const launched = spawn(process.execPath, start, { stdio: ['ignore', 'pipe', 'inherit'] });
    round.use(own(launched));
    const page = await context.newPage();
    await page.goto(await addressIn(launched));
    await Promise.all([
      page.getByText('B1-01').first().waitFor({ timeout: 60_000 }),
      page.locator('canvas.maplibregl-canvas').waitFor({ timeout: 60_000 }),
    ]);
    return performance.now() - begun;
  };
  const empty = async () => {
    await using round = new AsyncDisposableStack();
    const context = round.adopt(await browser.newContext(), (open) => open.close());
    const begun = performance.now();
    const page = await context.newPage();
    await page.goto(EMPTY_PAGE);
    await page.locator('p').waitFor();
    return performance.now() - begun;
  };

  await empty(); // the first page also starts the browser's own processes
  const took = { ready: [] as number[], empty: [] as number[] };
  for (let n = 0; n < ROUNDS; n++) {
    for (const one of shuffled(['ready', 'empty'] as const))
      took[one].push(await (one === 'ready' ? ready() : empty()));
  }
  return [figure('console_ready', 's', median(took.ready) / 1000, median(took.empty) / 1000)];
}

const EMPTY_PAGE = 'data:text/html,<p>.</p>';

/** A founded court with a few units, closed again; the seat's session outlives the hub. */
async function prepare(dataDir: string) {
  await using hub = await openHubProcess(dataDir);
  const court = await foundTestCourt(hub);
  for (let n = 1; n <= UNITS; n++) await court.phone(`B1-${String(n).padStart(2, '0')}`);
  await court.seat('operator');
  return await hub.must(signIn, {
    commandId: newId(),
    login: 'operator-1',
    password: PASSWORD,
    seat: '1 席',
  });
}

async function addressIn(launched: ReturnType<typeof spawn>): Promise<string> {
  const lines = createInterface({ input: launched.stdout! });
  const ended = once(launched, 'exit').then(([code]) =>
    Promise.reject(new Error(`npm start ended (${code})`)),
  );
  const found = (async () => {
    for await (const line of lines) {
      const address = /http:\S+console\.html#t=\S+/.exec(line)?.[0];
      if (address !== undefined) return address;
    }
    throw new Error('npm start printed no address');
  })();
  const address = await Promise.race([found, ended]);
  ended.catch(() => undefined);
  launched.stdout!.resume();
  return address;
}
