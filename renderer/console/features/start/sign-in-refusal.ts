import type { Refusal } from '#contracts/errors.ts';
import { timeSeenFrom } from '../../format.ts';
import { refusalText } from '../../refusal-text.ts';
import type { Text } from '../../use-text.ts';

/** Why one may not sign in, with what to do about it: a lock says until when. */
export function signInRefusal(t: Text, refusal: Refusal, nowMs: number): string {
  const until = refusal.params?.['until'];
  if (refusal.code === 'account_locked' && typeof until === 'string')
    return t('start:sign_in.locked_until', { time: timeSeenFrom(until, nowMs) });
  return refusalText(t, refusal);
}
