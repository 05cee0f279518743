import { fork, type ChildProcess, type Serializable } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { app } from './app.ts';
import { readiness } from './readiness.ts';
import { schemeHostEndings } from './schemes.ts';

type ForkOptions = {
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  execArgv?: string[];
  stdio?: 'inherit' | 'ignore';
  serviceName?: string;
};

/** A utility process as a Node child with `process.parentPort`; see parent-port.ts for its inside. */
class UtilityProcess extends EventEmitter {
  readonly #child: ChildProcess;

  constructor(file: string, values: string[], options: ForkOptions) {
    super();
    const output = options.stdio ?? 'inherit';
    const { NODE_OPTIONS: _ignoredByElectron, ...env } = options.env ?? process.env;
    const shim = pathToFileURL(join(import.meta.dirname, 'parent-port.ts')).href;
    this.#child = fork(file, values, {
      env: { ...env, STANDIN_SCHEME_HOSTS: JSON.stringify(schemeHostEndings()) },
      cwd: options.cwd,
      execArgv: [...(options.execArgv ?? []), '--disable-warning=ExperimentalWarning', '--import', shim],
      stdio: ['ignore', output, output, 'ipc'],
      serialization: 'advanced',
    });
    app.children.set(this.#child, options.serviceName ?? 'Node Utility Process');
    this.#child.once('spawn', () => this.emit('spawn'));
    this.#child.on('message', (message) => this.emit('message', message));
    this.#child.once('exit', (code) => {
      app.children.delete(this.#child);
      this.emit('exit', code ?? 0);
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }
  postMessage = (message: Serializable) => void this.#child.send(message);
  kill = () => this.#child.kill();
}

export const utilityProcess = {
  fork(file: string, values: string[] = [], options: ForkOptions = {}): UtilityProcess {
    if (!readiness.isReady()) throw new Error('utilityProcess cannot be created before app is ready.');
    return new UtilityProcess(file, values, options);
  },
};
