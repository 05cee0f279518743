import { connect, createServer, type Socket } from 'node:net';
import { once } from 'node:events';

/** A wire between a page and the hub that a test can cut, hold, and mend. */
export type CutProxy = AsyncDisposable & {
  /** To be used in place of the hub's own address. */
  url: string;
  /** Cuts what is connected. Whoever comes back is let through. */
  cut: () => void;
  /** Cuts, and lets nobody through until `mend`. */
  down: () => void;
  mend: () => void;
  /** What the hub says is lost from now on, although the page is still heard; until the next `cut` or `down`. */
  deafen: () => void;
  /** Connections that were let through. */
  count: () => number;
};

export async function openCutProxy(target: string): Promise<CutProxy> {
  const { hostname, port } = new URL(target);
  const open = new Set<Socket>();
  let isDown = false;
  let isDeaf = false;
  let count = 0;

  const server = createServer((near) => {
    near.on('error', () => undefined);
    if (isDown) return void near.destroy();
    count += 1;
    const far = connect({ host: hostname, port: Number(port) });
    for (const [one, other] of [[near, far], [far, near]] as const) {
      open.add(one);
      one.on('error', () => undefined);
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    } // prettier-ignore
    near.on('data', (bytes) => far.write(bytes));
    far.on('data', (bytes) => {
      if (!isDeaf) near.write(bytes);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const cut = () => {
    isDeaf = false;
    open.forEach((socket) => socket.resetAndDestroy());
  };
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    cut,
    down: () => {
      isDown = true;
      cut();
    },
    mend: () => {
      isDown = false;
    },
    deafen: () => {
      isDeaf = true;
    },
    count: () => count,
    [Symbol.asyncDispose]: async () => {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
