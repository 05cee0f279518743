import type { FromSimulator, SimulatorStart } from '#hub/drill/simulator-messages.ts';
import { openSidePort } from '#hub/side-process-port.ts';
import { openSimulator } from './simulator.ts';

/** Entry of the drill's simulator, a process of its own beside the hub: it plays phones, and must not be felt there. */
const port = openSidePort<SimulatorStart, FromSimulator>((start) => {
  openSimulator(start, port.post).catch(fail);
});

/** The hub hears of the end and starts it again, with new codes. */
function fail(error: unknown): void {
  console.error('the simulator ended', error);
  process.exit(1);
}
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);
