import type { Account } from '#domain/account/state.ts';
import * as decide from '#domain/account/decide.ts';
import * as contract from '#contracts/account.ts';
import { ok, refuse, type Result } from '#contracts/errors.ts';
import { accountSubject } from '#domain/policy/subject.ts';
import type { Capability } from '#contracts/capabilities.ts';
import type { Caller } from '#contracts/roles.ts';
import type { Given, Recorded } from '#domain/given.ts';
import type { PasswordVault } from '../auth/password-vault.ts';
import type { HubContext } from '../hub-context.ts';
import type { DomainEvent } from '../ports.ts';
import type { Turns } from '../turns.ts';
import { route, type Route } from './route.ts';

type Decision = Result<Recorded<DomainEvent>[]>;
type Version = Result<{ version: number }>;

export function accountRoutes(hub: HubContext, vault: PasswordVault, turns: Turns): Route[] {
  const { spine, world, store, passwords, sessions, directory, may } = hub;

  const onAccount = (
    caller: Caller,
    capability: Capability,
    cmd: { commandId: string; accountId: string },
    decider: (account: Account, given: Given) => Decision,
  ): Promise<Version> =>
    spine.execute({
      commandId: cmd.commandId,
      caller,
      decide: (_world, given) => {
        const account = world.get('account', cmd.accountId);
        if (!account) return refuse('not_found');
        const allowed = may(caller, capability, accountSubject(caller, account, directory.isBelow));
        return allowed.ok ? decider(account, given) : allowed;
      },
    });

  /** A command that sets a password sets it once: a repeat gets the first answer and changes nothing. */
  const once = async (commandId: string, work: () => Promise<Version>): Promise<Version> => {
    const answer = await store.answerOf(commandId);
    return answer === undefined ? work() : ok(answer as { version: number });
  };

  return [
    route(contract.proposeAccount, (cmd, { caller }) =>
      turns('login', () =>
        once(cmd.commandId, async () => {
          const phc = await passwords.hash(cmd.password);
          const propose = () =>
            spine.execute({
              commandId: cmd.commandId,
              caller,
              decide: (_world, given) => {
                const allowed = may(
                  caller,
                  'account.propose',
                  accountSubject(caller, cmd, directory.isBelow),
                );
                if (!allowed.ok) return allowed;
                if (!directory.byCode(cmd.courtCode)) return refuse('unknown_court');
                const taken = world.all('account').some((account) => account.login === cmd.login);
                return decide.decideProposeAccount(world.get('account', cmd.accountId), taken, cmd, given);
              },
            });
          return vault.setWith(cmd.commandId, [[cmd.accountId, phc]], propose);
        }),
      ),
    ),
    route(contract.decideAccount, (cmd, { caller }) =>
      onAccount(caller, 'account.grant', cmd, (account, given) =>
        decide.decideDecideAccount(account, cmd, given),
      ),
    ),
    route(contract.disableAccount, async (cmd, { caller }) => {
      const done = await onAccount(caller, 'account.grant', cmd, (account, given) =>
        decide.decideDisableAccount(account, cmd, given),
      );
      if (done.ok) await sessions.endAll(cmd.accountId, 'account_disabled');
      return done;
    }),
    route(contract.unlockAccount, (cmd, { caller }) =>
      onAccount(caller, 'account.grant', cmd, (account, given) =>
        decide.decideUnlockAccount(account, cmd, given),
      ),
    ),
    route(contract.resetPassword, (cmd, { caller }) =>
      once(cmd.commandId, async () => {
        const phc = await passwords.hash(cmd.password);
        const reset = () =>
          onAccount(caller, 'account.propose', cmd, (account, given) => {
            const others = world.all('account').filter((other) => other.accountId !== cmd.accountId);
            return decide.decideResetPassword(account, others, cmd, given);
          });
        const done = await vault.setWith(cmd.commandId, [[cmd.accountId, phc]], reset);
        if (done.ok) await sessions.endAll(cmd.accountId, 'signed_out'); // who knew the old one is out
        return done;
      }),
    ),
  ];
}
