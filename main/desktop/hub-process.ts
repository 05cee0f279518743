import { openHub, type Hub } from '#hub/hub.ts';
import type { FromHub, ToHub } from './hub-messages.ts';
import { logFault } from './log.ts';
import { createShellSides } from './shell-sides.ts';

/** Entry of the hub's own process inside Electron. It ends when the shell says so, or with the shell. */
const shell = process.parentPort;
let hub: Promise<Hub> | null = null;

const tell = (message: FromHub) => shell.postMessage(message);
const sides = createShellSides(tell);

async function start(message: Extract<ToHub, { type: 'start' }>): Promise<void> {
  hub = openHub({ ...message.start, startSide: sides.startSide });
  const { consoleUrl, launchToken, fieldUrls, onDrill } = await hub;
  onDrill(() => tell({ type: 'drill' }));
  tell({ type: 'ready', consoleUrl, launchToken, fieldUrls });
}

async function stop(): Promise<void> {
  const open = await hub;
  await open?.[Symbol.asyncDispose]();
}

/** Says why before it ends, so that the shell has more to show than an exit code. */
function end(error: unknown): void {
  logFault('hub_failed', error);
  tell({ type: 'failed', reason: error instanceof Error ? error.message : String(error) });
  // The message leaves with the next turn of the loop; an immediate exit would take it along.
  setTimeout(() => process.exit(1), 50);
}

shell.on('message', ({ data }: { data: ToHub }) => {
  if (data.type === 'start') start(data).catch(end);
  else if (data.type === 'stop') stop().then(() => process.exit(0), end);
  else sides.handle(data);
});
process.on('uncaughtException', end);
process.on('unhandledRejection', end);
