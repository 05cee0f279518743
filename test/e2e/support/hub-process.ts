import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { connect } from 'node:tls';
import { X509Certificate } from 'node:crypto';

export const root = resolve(import.meta.dirname, '../../..');

/** The built hub as a process of its own, on free ports and in a folder of its own. */
export type HubProcess = AsyncDisposable & {
  consoleUrl: string;
  /** The console as `npm start` opens it, with the launch token behind `#`. */
  startUrl: string;
  launchToken: string;
  /** The HTTPS door on loopback. */
  fieldUrl: string;
  /** SHA-256 of the HTTPS door's public key, base64, for the one flag with which Chromium trusts exactly that key. */
  fieldKey: string;
  dataDir: string;
  kill: (signal: NodeJS.Signals) => Promise<void>;
  said: () => string;
};

export async function startHub(flags: string[] = [], dataDir?: string): Promise<HubProcess> {
  const dir = dataDir ?? (await mkdtemp(join(tmpdir(), 'hengling-e2e-')));
  const child = fork(
    join(root, 'dist/main/serve.js'),
    ['--data', dir, '--port', '0', '--field-port', '0', ...flags],
    {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      execArgv: ['--disable-warning=ExperimentalWarning'],
    },
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (said += String(chunk)));
  const { consoleUrl, launchToken, fieldUrls } = await ready(child, () => said);
  const fieldUrl = `https://127.0.0.1:${new URL(fieldUrls[0]!).port}`;
  const kill = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((done) => child.once('exit', done));
    child.kill(signal);
    await gone;
  };
  return {
    consoleUrl,
    startUrl: `${consoleUrl}/console.html#t=${launchToken}`,
    launchToken,
    fieldUrl,
    fieldKey: await keyOf(Number(new URL(fieldUrl).port)),
    dataDir: dir,
    kill,
    said: () => said,
    [Symbol.asyncDispose]: async () => {
      await kill('SIGTERM');
      if (dataDir === undefined) await rm(dir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

type Ready = { type: 'ready'; consoleUrl: string; launchToken: string; fieldUrls: string[] };

function ready(child: ChildProcess, said: () => string): Promise<Ready> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the hub ended (${code}):\n${said()}`)));
    child.on('message', (message: Ready) => message.type === 'ready' && resolve(message));
  });
}

function keyOf(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
      const { publicKey } = new X509Certificate(socket.getPeerCertificate().raw);
      resolve(
        createHash('sha256')
          .update(publicKey.export({ type: 'spki', format: 'der' }))
          .digest('base64'),
      );
      socket.end();
    });
    socket.once('error', reject);
  });
}
