import { ok, refuse, type Result } from '#contracts/errors.ts';
import type { Caller } from '#contracts/roles.ts';
import * as contract from '#contracts/session.ts';
import { type DrillSeat } from '#contracts/session.ts';
import { decideMaySignIn, decideSignInFailed } from '#domain/account/decide.ts';
import type { Account } from '#domain/account/state.ts';
import { decideFoundCourt } from '#domain/court/decide.ts';
import { RULE_SET_VERSION } from '#domain/rules/figures.ts';
import type { PasswordVault } from '../auth/password-vault.ts';
import { systemCaller } from '../callers.ts';
import type { HubContext } from '../hub-context.ts';
import { background } from '../log.ts';
import { isLoopback } from '../transports/origins.ts';
import type { Turns } from '../turns.ts';
import { openRoute, route, type Route } from './route.ts';

export type SetUp = {
  /** Of a drill; empty otherwise. */
  drillSeats: () => readonly DrillSeat[];
  startDrill: () => Promise<Result<{ seats: DrillSeat[] }>>;
};

export function sessionRoutes(hub: HubContext, vault: PasswordVault, turns: Turns, setUp: SetUp): Route[] {
  const { spine, world, directory, clock, ids, sessions, passwords } = hub;
  const instant = (ms: number) => new Date(ms).toISOString();
  const courtName = (code: string) => directory.byCode(code)?.name ?? code;

  const record = (caller: Caller, decide: Parameters<typeof spine.execute>[0]['decide']) =>
    spine.execute({ commandId: ids.next(), caller, decide });
  const callerOf = (account: Account, seat: string): Caller => ({
    id: account.accountId, name: account.name, role: account.role, courtCode: account.courtCode, unitId: null, sessionId: '', seat,
  }); // prettier-ignore

  async function wrongPassword(account: Account, seat: string): Promise<Result<never>> {
    const now = clock.now();
    await record(callerOf(account, seat), (_world, given) =>
      ok(
        decideSignInFailed(world.get('account', account.accountId) ?? account, seat, {
          ...given,
          until: (minutes) => instant(now + minutes * 60_000),
        }),
      ),
    );
    const after = world.get('account', account.accountId);
    const locked = after ? decideMaySignIn(after, clock.now()) : ok(null);
    return !locked.ok && locked.error.code === 'account_locked' ? locked : refuse('wrong_password');
  }

  const signIn = openRoute(contract.signIn, async ({ login, password, seat }) => {
    const account = world.all('account').find((known) => known.login === login.toLowerCase());
    if (!account) {
      await vault.isRight(null, password);
      return refuse('wrong_password');
    }
    // One guess at a time: two at once must not both be the fourth.
    return turns(`sign-in:${account.accountId}`, async () => {
      const now = () => world.get('account', account.accountId) ?? account;
      const barred = decideMaySignIn(now(), clock.now());
      if (!barred.ok && barred.error.code === 'account_locked') return barred;
      if (!(await vault.isRight(account.accountId, password))) return wrongPassword(account, seat);
      const allowed = decideMaySignIn(now(), clock.now());
      if (!allowed.ok) return allowed;
      const { accountId, name, role, courtCode } = account;
      const recorded = await record(callerOf(account, seat), (_world, given) =>
        ok([
          {
            stream: `account/${accountId}`,
            event: { type: 'signed_in', at: given.now, by: accountId, accountId, seat },
          },
        ]),
      );
      if (!recorded.ok) return recorded;
      const { token, caller, expiresAt } = await sessions.openSeat({
        id: accountId,
        name,
        role,
        courtCode,
        seat,
      });
      return ok({ token, caller, courtName: courtName(courtCode), expiresAt: instant(expiresAt) });
    });
  });

  const foundCourt = openRoute(contract.foundCourt, (cmd) =>
    turns('setup', async () => {
      // A repeat of the command founds nothing, and its accounts are there.
      if ((await hub.store.answerOf(cmd.commandId)) !== undefined) return ok({ courtCode: cmd.courtCode });
      const accountIds = { systemAdmin: ids.next(), securityAdmin: ids.next(), auditor: ids.next() };
      const hashes = await Promise.all(
        [cmd.systemAdmin, cmd.securityAdmin, cmd.auditor].map(({ password }) => passwords.hash(password)),
      );
      const found = () =>
        spine.execute({
          commandId: cmd.commandId,
          caller: { ...systemCaller(cmd.courtCode), id: 'founding' },
          decide: (_world, given) =>
            decideFoundCourt(
              hub.court(),
              cmd,
              { accountIds, courtName: directory.byCode(cmd.courtCode)?.name ?? null },
              given,
            ),
        });
      const keys = [accountIds.systemAdmin, accountIds.securityAdmin, accountIds.auditor];
      const founded = await vault.setWith(
        cmd.commandId,
        keys.map((id, index) => [id, hashes[index]!] as const),
        found,
      );
      return founded.ok ? ok({ courtCode: cmd.courtCode }) : founded;
    }),
  );

  return [
    openRoute(contract.readSetup, async (_input, { address }) => {
      const court = hub.court();
      return ok({
        configured: court !== null,
        drill: hub.drill(),
        courtCode: court?.courtCode ?? null,
        courtName: court?.courtName ?? null,
        // One-click seats are for whoever sits at the hub's own machine, not for everybody on the network.
        drillSeats: hub.drill() && isLoopback(address.replace(/^::ffff:/, '')) ? [...setUp.drillSeats()] : [],
        hubTime: instant(clock.now()),
        ruleSetVersion: RULE_SET_VERSION,
      });
    }),
    openRoute(contract.listCourts, async () => ok({ courts: [...directory.list] })),
    foundCourt,
    openRoute(contract.startDrill, () => setUp.startDrill()),
    signIn,
    route(contract.signOut, async (_cmd, { caller, line }) => {
      if (caller.unitId === null) {
        await record(caller, (_world, given) =>
          ok([
            {
              stream: `account/${caller.id}`,
              event: {
                type: 'signed_out',
                at: given.now,
                by: caller.id,
                accountId: caller.id,
                seat: caller.seat,
              },
            },
          ]),
        );
      }
      // Over a socket the answer goes first: ending the session ends the line.
      if (line) setImmediate(() => background('sign_out', sessions.end(caller.sessionId, 'signed_out')));
      else await sessions.end(caller.sessionId, 'signed_out');
      return ok({});
    }),
    route(contract.readSession, async (_cmd, { caller }) => {
      const session = sessions.current(caller);
      if (!session.ok) return refuse(session.code);
      return ok({
        caller: session.caller,
        courtName: courtName(caller.courtCode),
        expiresAt: instant(session.expiresAt),
      });
    }),
  ];
}
