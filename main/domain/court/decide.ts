import type { AccountEvent } from '#contracts/account.ts';
import { ok, refuse, type Result } from '#contracts/errors.ts';
import type { CourtEvent, FoundCourt } from '#contracts/session.ts';
import { isWeakPassword } from '../account/decide.ts';
import { type Given, type Recorded, stamp } from '../given.ts';
import type { FoundedCourt } from './state.ts';

type Named = {
  accountIds: Record<'systemAdmin' | 'securityAdmin' | 'auditor', string>;
  courtName: string | null;
};

const FOUNDERS = [
  ['systemAdmin', 'system_admin'],
  ['securityAdmin', 'security_admin'],
  ['auditor', 'auditor'],
] as const;

/**
 * F25, 三员分立: a court begins with three administrators, three different persons, and nobody else. They are the only
 * accounts that nobody else granted: whoever sits at the machine of the empty hub vouches for them, once.
 */
export function decideFoundCourt(
  known: FoundedCourt | null,
  cmd: FoundCourt,
  { accountIds, courtName }: Named,
  given: Given,
): Result<Recorded<CourtEvent | AccountEvent>[]> {
  if (known) return refuse('already_set_up');
  if (courtName === null) return refuse('unknown_court');
  const founders = FOUNDERS.map(([key, role]) => ({ ...cmd[key], role, accountId: accountIds[key] }));
  for (const [index, founder] of founders.entries()) {
    const others = founders.slice(0, index);
    if (others.some((other) => other.login === founder.login))
      return refuse('login_taken', { login: founder.login });
    if (others.some((other) => other.name === founder.name)) return refuse('same_person');
    if (isWeakPassword(founder.password, founder.login))
      return refuse('weak_password', { login: founder.login });
  }
  const { courtCode } = cmd;
  const { drill } = given;
  return ok([
    {
      stream: `court/${courtCode}`,
      event: { type: 'court_founded', ...stamp(given), courtCode, courtName, drill },
    },
    ...founders.flatMap(({ accountId, login, name, role }): Recorded<AccountEvent>[] => {
      const stream = `account/${accountId}`;
      return [
        {
          stream,
          event: {
            type: 'account_proposed',
            ...stamp(given),
            accountId,
            login,
            name,
            courtCode,
            role,
            drill,
          },
        },
        { stream, event: { type: 'account_granted', ...stamp(given), accountId } },
      ];
    }),
  ]);
}
