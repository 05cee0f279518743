import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { mkdtemp, rm } from 'node:fs/promises';
import { build } from 'vite';
import type { Relay } from '#hub/ports.ts';

/** Serves the test page under the fence that the product's pages live behind, and passes its offers to the relay. */
export async function openMediaSite(relay: Relay): Promise<AsyncDisposable & { url: string }> {
  const outDir = await mkdtemp(join(tmpdir(), 'hengling-media-'));
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      outDir,
      lib: { entry: resolve(import.meta.dirname, 'page.ts'), formats: ['es'], fileName: () => 'page.js' },
    },
  });
  const script = readFileSync(join(outDir, 'page.js'));
  const server = createServer((request, response) => {
    response.setHeader(
      'content-security-policy',
      "default-src 'self'; script-src 'self'; media-src 'self' blob: mediastream:",
    );
    if (request.url === '/page.js') return response.setHeader('content-type', 'text/javascript').end(script);
    if (request.url !== '/signal')
      return response
        .setHeader('content-type', 'text/html')
        .end('<!doctype html><body><script type="module" src="/page.js"></script>');
    void (async () => {
      const body = (await request.toArray()).join('');
      const { kind, id, uplinkId, offer } = JSON.parse(body) as {
        kind: string;
        id: string;
        uplinkId: string;
        offer: string;
      };
      try {
        const answer =
          kind === 'uplink'
            ? await relay.openUplink(uplinkId, offer)
            : await relay.openView(id, uplinkId, offer);
        response.end(JSON.stringify({ answer }));
      } catch (error) {
        response.statusCode = 409;
        response.end(String(error));
      }
    })();
    return undefined;
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await rm(outDir, { recursive: true, force: true });
    },
  };
}
