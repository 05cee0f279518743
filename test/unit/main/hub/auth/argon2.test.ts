import { describe, expect, it } from 'vitest';
import { hashPassword, isOutdated, parsePhc, verifyPassword } from '#hub/auth/argon2.ts';

/** Small, so that the test takes no time; the shape is the same. */
const CHEAP = { memoryKib: 64, passes: 1, lanes: 1 };

describe('password hashes', () => {
  it('verifies the password it was made of and no other', async () => {
    const phc = await hashPassword('庭审Abc123!', CHEAP);
    expect(phc).toMatch(/^\$argon2id\$v=19\$m=64,t=1,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(await verifyPassword('庭审Abc123!', phc)).toBe(true);
    expect(await verifyPassword('庭审Abc123', phc)).toBe(false);
    expect(await verifyPassword('', phc)).toBe(false);
  });

  it('takes a full-width typing of the same password as the same', async () => {
    const phc = await hashPassword('Abc123!x', CHEAP);
    expect(await verifyPassword('Ａｂｃ１２３！ｘ', phc)).toBe(true);
  });

  it('salts: the same password twice is two hashes', async () => {
    expect(await hashPassword('same', CHEAP)).not.toBe(await hashPassword('same', CHEAP));
  });

  it('verifies a hash that the reference implementation made', async () => {
    // argon2 command line tool, 20190702: echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1 -l 32 -e
    const phc = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
    expect(await verifyPassword('password', phc)).toBe(true);
    expect(await verifyPassword('passworD', phc)).toBe(false);
  });

  it.each([
    ['', 'empty'],
    ['$argon2i$v=19$m=64,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc', 'another variant'],
    [
      '$argon2id$v=19$m=9999999,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
      'ten gigabytes',
    ],
    [
      '$argon2id$v=19$m=64,t=99,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
      'ninety-nine passes',
    ],
    ['$argon2id$v=19$m=64,t=0,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc', 'no pass'],
    ['$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQ$', 'no hash'],
  ])('lets nobody in by %s (%s)', async (phc) => {
    expect(parsePhc(phc)).toBeNull();
    expect(await verifyPassword('password', phc)).toBe(false);
  });

  it('calls a hash of another cost outdated', async () => {
    expect(isOutdated(await hashPassword('x', CHEAP))).toBe(true);
    expect(isOutdated(await hashPassword('x'))).toBe(false);
  });
});
