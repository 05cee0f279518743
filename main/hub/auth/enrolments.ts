import { randomInt } from 'node:crypto';
import type { Clock, SecretStore } from '../ports.ts';
import { digestOf } from './token.ts';

const KIND = 'enrolment';
/** Crockford's base 32: nothing that is read out is mistaken for something else. 12 characters, 60 bits. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 12;
/** How long a page that lost our answer may ask again with the same command. */
const REPEAT_MS = 120_000;

type Kept = { unitId: string; expiresAt: number; used: { commandId: string; at: number } | null };

export type Enrolment =
  | { ok: true; unitId: string }
  | { ok: false; code: 'enrolment_code_wrong' | 'enrolment_code_used' | 'enrolment_code_expired' };

/** One-time codes that bind a phone to a unit; only their digests are kept. */
export type Enrolments = {
  /** A fresh code; an older one of the unit dies. `K7QF-3M2P-9TXA`. */
  create: (unitId: string, expiresAt: number) => Promise<string>;
  /** Uses the code up. */
  take: (code: string, commandId: string) => Promise<Enrolment>;
  cancel: (unitId: string) => Promise<void>;
};

/** As typed: with or without hyphens, in either case, O for 0 and I or L for 1. */
const plain = (code: string): string =>
  code.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');

export function createEnrolments(secrets: SecretStore, clock: Clock): Enrolments {
  const cancel = async (unitId: string) => {
    for (const { id, value } of await secrets.list(KIND)) {
      const kept = JSON.parse(value) as Kept;
      if (kept.unitId === unitId && kept.used === null) await secrets.remove(KIND, id);
    }
  };
  return {
    cancel,
    create: async (unitId, expiresAt) => {
      await cancel(unitId);
      const characters = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]!);
      await secrets.put(
        KIND,
        digestOf(characters.join('')),
        JSON.stringify({ unitId, expiresAt, used: null } satisfies Kept),
      );
      return characters.join('').replace(/(.{4})(?=.)/g, '$1-');
    },
    take: async (code, commandId) => {
      const id = digestOf(plain(code));
      const value = await secrets.get(KIND, id);
      if (value === null) return { ok: false, code: 'enrolment_code_wrong' };
      const kept = JSON.parse(value) as Kept;
      const { unitId, used } = kept;
      const again = used !== null && used.commandId === commandId && clock.now() - used.at < REPEAT_MS;
      if (used !== null && !again) return { ok: false, code: 'enrolment_code_used' };
      if (kept.expiresAt <= clock.now()) return { ok: false, code: 'enrolment_code_expired' };
      if (!again)
        await secrets.put(KIND, id, JSON.stringify({ ...kept, used: { commandId, at: clock.now() } }));
      return { ok: true, unitId };
    },
  };
}
