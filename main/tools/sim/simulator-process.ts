import type { FromSimulator, SimulatorStart } from '#hub/drill/simulator-messages.ts';
import { openSimulator, type Simulator } from './simulator.ts';

/**
 * Entry of the drill's simulator, beside the hub: a utility process inside Electron, a child process under plain Node.
 * It ends with whoever started it.
 */
const electron = process.parentPort as typeof process.parentPort | undefined;
const tell = (message: FromSimulator) => (electron ? electron.postMessage(message) : process.send?.(message));
let simulator: Promise<Simulator> | null = null;

function hear(message: unknown): void {
  simulator ??= openSimulator(message as SimulatorStart, tell);
  simulator.catch(fail);
}

function fail(error: unknown): void {
  console.error('the simulator ended', error);
  process.exit(1);
}

if (electron) electron.on('message', ({ data }) => hear(data));
else process.on('message', hear);
process.on('disconnect', () => process.exit(0));
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);
