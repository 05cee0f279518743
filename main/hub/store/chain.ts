import { hash } from 'node:crypto';
import { createSM3 } from 'hash-wasm';
import { StoreRefused } from './errors.ts';

/** What one link covers: everything that the log says of an event, with `body` as the very text that is stored. */
export type Linked = {
  seq: number;
  stream: string;
  version: number;
  type: string;
  at: string;
  actor: string;
  commandId: string;
  body: string;
};

export type Link = { hash: string; sm3: string };

/** `link` is synchronous and not shared between threads: each opens its own. */
export type Chain = { link: (prev: string, record: Linked) => Link };

/** `prev` of the first event. */
export const GENESIS = '0'.repeat(64);

/** Names the encoding, so that a later one can never give the same bytes for another record. */
const DOMAIN = 'hengling/event/1';

/**
 * The bytes that are hashed: each field as four bytes of length (big-endian) and then its UTF-8, in this order:
 * domain, prev, seq, stream, version, type, at, actor, commandId, body. Numbers in decimal. With lengths in front
 * no two different records can share an encoding, and another program can check the record without our code.
 */
export function encodeLinked(prev: string, record: Linked): Uint8Array {
  const fields = [
    DOMAIN,
    prev,
    String(record.seq),
    record.stream,
    String(record.version),
    record.type,
    record.at,
    record.actor,
    record.commandId,
    record.body,
  ];
  // UTF-8 takes at most three bytes for each UTF-16 unit.
  const bytes = Buffer.allocUnsafe(fields.reduce((size, field) => size + 4 + field.length * 3, 0));
  let end = 0;
  for (const field of fields) {
    const size = bytes.write(field, end + 4, 'utf8');
    bytes.writeUInt32BE(size, end);
    end += 4 + size;
  }
  return bytes.subarray(0, end);
}

/** Test vectors: FIPS 180-4 and GB/T 32905-2016 A.1, both of "abc". */
const ABC = {
  sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  sm3: '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
};

/** SM3 comes from WebAssembly: Electron's crypto library has none. @throws StoreRefused when a hash is not the standard's. */
export async function openChain(): Promise<Chain> {
  const hasher = await createSM3();
  const sm3 = (data: Uint8Array | string) => hasher.init().update(data).digest('hex');
  if (hash('sha256', 'abc') !== ABC.sha256 || sm3('abc') !== ABC.sm3) {
    throw new StoreRefused(
      'wrong_hash',
      'SHA-256 or SM3 of this runtime is not the standard one: reinstall the program',
    );
  }
  return {
    link: (prev, record) => {
      const bytes = encodeLinked(prev, record);
      return { hash: hash('sha256', bytes), sm3: sm3(bytes) };
    },
  };
}
