import { request as httpRequest, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { connect, type Socket } from 'node:net';

export type RawAnswer = {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
};
type Ask = {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
  ca?: string;
  from?: string;
};

let last = 0;
/** Another address of this machine each time: limits count by address, and a test that is not about them is not to meet them. */
export const anotherAddress = (): string => {
  last += 1;
  return `127.${10 + (last % 200)}.${Math.trunc(last / 200) % 250}.7`;
};

/** A request that no browser would send: any path, any header, any method, from any address of this machine. */
export function ask(
  url: string,
  { method = 'GET', path = '/', headers = {}, body, ca, from = anotherAddress() }: Ask = {},
): Promise<RawAnswer> {
  const { protocol, hostname, port } = new URL(url);
  const options: RequestOptions = { hostname, port, method, path, headers, localAddress: from, agent: false };
  return new Promise((resolve, reject) => {
    const sent = protocol === 'https:' ? httpsRequest({ ...options, ca }) : httpRequest(options);
    sent.on('response', (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(parts).toString(),
        }),
      );
      response.on('error', reject);
    });
    sent.on('upgrade', (response, socket) => {
      socket.destroy();
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: '' });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** One call as JSON, whatever the body. */
export const post = (
  url: string,
  name: string,
  body: string | Buffer,
  headers: Record<string, string> = {},
  from?: string,
) =>
  ask(url, {
    method: 'POST',
    path: `/api/${name}`,
    headers: { 'content-type': 'application/json', ...headers },
    body,
    ...(from ? { from } : {}),
  });

/** A bare connection that says `words` and then nothing. `closed` resolves when the other side ends it. */
export function sayAndWait(url: string, words: string | Buffer): { socket: Socket; closed: Promise<string> } {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  let heard = '';
  const closed = new Promise<string>((resolve) => {
    socket.on('data', (bytes) => (heard += String(bytes)));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(heard));
    socket.on('end', () => socket.destroy());
  });
  if (words.length > 0) socket.write(words);
  return { socket, closed };
}
