import { expect, it } from 'vitest';
import { createToken, digestOf } from '#hub/auth/token.ts';

it('makes tokens of 32 random bytes and keeps only their SHA-256', () => {
  const { token, digest } = createToken();
  expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  expect(digest).toMatch(/^[0-9a-f]{64}$/);
  expect(digestOf(token)).toBe(digest);
  expect(createToken().token).not.toBe(token);
  expect(digestOf('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});
