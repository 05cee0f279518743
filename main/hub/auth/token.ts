import { hash, randomBytes } from 'node:crypto';

/** A bearer token as its owner keeps it, and what the hub keeps of it: who reads the hub's files cannot sign in. */
export type Token = { token: string; digest: string };

/** 32 random bytes, base64url (43 characters). */
export function createToken(): Token {
  const token = randomBytes(32).toString('base64url');
  return { token, digest: digestOf(token) };
}

/**
 * SHA-256 of the token, hex. Sessions are looked up by it, so no comparison with a secret is ever timed: a guess one
 * character off has a digest with nothing in common.
 */
export function digestOf(token: string): string {
  return hash('sha256', token);
}
