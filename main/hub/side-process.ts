import { fork, type Serializable } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { SideName, SideProcess } from './ports.ts';
import { workerFile } from './worker-file.ts';

/** Sources of the side processes, beside this file's folder. */
const SOURCES: Record<SideName, string> = {
  'relay-process': './media/relay-process.ts',
  'simulator-process': '../tools/sim/simulator-process.ts',
};

/** Starts a side process as a child of this one: what plain Node does. Electron's own fuses forbid it there. */
export function startNodeSide(name: SideName): SideProcess {
  const file = fileURLToPath(workerFile(import.meta.url, SOURCES[name]));
  if (!existsSync(file)) throw new Error(`${name} is not part of this installation`);
  const child = fork(file, [], {
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  // Without a listener a failed start would end the hub; `exit` or `close` tells the one who asked for it.
  child.on('error', (error) =>
    process.stderr.write(`${JSON.stringify({ area: 'side_process', name, message: error.message })}\n`),
  );
  return {
    post(message) {
      if (child.connected) child.send(message as Serializable);
    },
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('close', (code) => listener(code)),
    kill: () => void child.kill('SIGKILL'),
  };
}
