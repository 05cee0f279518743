import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { FromHub, ToHub } from '../../main/desktop/hub-messages.ts';
import { createShellSides } from '../../main/desktop/shell-sides.ts';
import { createSideHost, type SideHost } from '../../main/desktop/side-host.ts';

/** Electron's own start of a process is the stand-in's here: a Node child with a parent port. */
vi.mock('electron', () => import('../standin/utility-process.ts'));
vi.mock('../standin/readiness.ts', () => ({ readiness: { isReady: () => true } }));

const ECHO = `
process.parentPort.on('message', ({ data }) => {
  if (data === 'die') process.exit(3);
  process.parentPort.postMessage({ echo: data });
});
`;

let folder: string;
let host: SideHost;
let sides: ReturnType<typeof createShellSides>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hengling-sides-'));
  await writeFile(join(folder, 'relay-process.js'), ECHO);
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  // The two ends as they are in the app, with the hub's own channel between them left out.
  // Each test has its own pair: what a process of the last one says while it ends is not this one's business.
  const mine = createSideHost(folder, (message: ToHub) => own.handle(message));
  const own = createShellSides((message: FromHub) => expect(mine.handle(message)).toBe(true));
  host = mine;
  sides = own;
});
afterEach(async () => {
  host.close();
  await rm(folder, { recursive: true, force: true });
});

it('the shell starts a side process for the hub, and carries what is said both ways', async () => {
  const [one, other] = [sides.startSide('relay-process'), sides.startSide('relay-process')];
  const heard: unknown[] = [];
  one.onMessage((message) => heard.push(['one', message]));
  other.onMessage((message) => heard.push(['other', message]));
  one.post({ n: 1 });
  await vi.waitFor(() => expect(heard).toEqual([['one', { echo: { n: 1 } }]]), 20_000);
  other.post({ n: 2 });
  await vi.waitFor(() => expect(heard).toContainEqual(['other', { echo: { n: 2 } }]), 20_000);
});

it('tells the hub of its end, whether it died or was killed', async () => {
  const [dying, killed] = [sides.startSide('relay-process'), sides.startSide('relay-process')];
  const ends: unknown[] = [];
  dying.onExit((code) => ends.push(['dying', code]));
  dying.post('die');
  await vi.waitFor(() => expect(ends).toEqual([['dying', 3]]), 20_000);
  killed.onExit(() => ends.push('killed'));
  killed.kill();
  await vi.waitFor(() => expect(ends).toContain('killed'), 20_000);
});

it('leaves messages that are not about side processes to the hub host', () => {
  expect(host.handle({ type: 'failed', reason: '' })).toBe(false);
});
