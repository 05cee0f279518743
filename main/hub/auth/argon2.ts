import { randomBytes, timingSafeEqual } from 'node:crypto';
import { argon2id } from 'hash-wasm';

/** OWASP Password Storage: the least for Argon2id is 19 MiB and two passes. Raise it here; old hashes still verify. */
export const COST = { memoryKib: 19_456, passes: 2, lanes: 1 } as const;
const SALT_BYTES = 16;
const HASH_BYTES = 32;

type Cost = { memoryKib: number; passes: number; lanes: number };
type Phc = Cost & { salt: Buffer; hash: Buffer };

/** Above these a stored hash is not ours, and working on it would stall the hub. */
const MOST: Cost = { memoryKib: 262_144, passes: 10, lanes: 4 };

/** @returns a PHC string: `$argon2id$v=19$m=…,t=…,p=…$salt$hash`. Blocks its thread for some 60 ms. */
export async function hashPassword(password: string, cost: Cost = COST): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(password, { ...cost, salt }, HASH_BYTES);
  const text = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
  return `$argon2id$v=19$m=${cost.memoryKib},t=${cost.passes},p=${cost.lanes}$${text(salt)}$${text(hash)}`;
}

/** A string that is not a PHC of ours verifies nothing. */
export async function verifyPassword(password: string, phc: string): Promise<boolean> {
  const known = parsePhc(phc);
  if (!known || password === '') return false;
  return timingSafeEqual(await derive(password, known, known.hash.length), known.hash);
}

/** Whether the hash was made at another cost than today's: then it is made anew at the next right password. */
export function isOutdated(phc: string): boolean {
  const known = parsePhc(phc);
  return known?.memoryKib !== COST.memoryKib || known.passes !== COST.passes || known.lanes !== COST.lanes;
}

export function parsePhc(phc: string): Phc | null {
  const match = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d)\$([\w+/]{11,64})\$([\w+/]{22,86})$/.exec(
    phc,
  );
  if (!match) return null;
  const [memoryKib, passes, lanes] = match.slice(1, 4).map(Number) as [number, number, number];
  if (memoryKib > MOST.memoryKib || passes > MOST.passes || lanes > MOST.lanes) return null;
  if (passes < 1 || lanes < 1 || memoryKib < 8 * lanes) return null;
  return {
    memoryKib,
    passes,
    lanes,
    salt: Buffer.from(match[4]!, 'base64'),
    hash: Buffer.from(match[5]!, 'base64'),
  };
}

/** The same characters typed on another keyboard or input method are the same password: NFKC. */
async function derive(
  password: string,
  { memoryKib, passes, lanes, salt }: Cost & { salt: Buffer },
  size: number,
) {
  const bytes = await argon2id({
    password: password.normalize('NFKC'),
    salt,
    memorySize: memoryKib,
    iterations: passes,
    parallelism: lanes,
    hashLength: size,
    outputType: 'binary',
  });
  return Buffer.from(bytes);
}
