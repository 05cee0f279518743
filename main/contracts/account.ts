import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';
import { AccountId, CommandId, CourtCode, Instant, line, text } from './ids.ts';
import { Role } from './roles.ts';

/** 10 to 128 characters; how good it is, the decider says. */
export const Password = z.string().min(10).max(128);
export const Login = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{1,31}$/);

const command = { commandId: CommandId, accountId: AccountId };
const Version = z.object({ version: z.int() });

/** The system administrator makes the account and proposes its role; it works once the security administrator has granted it. */
export const ProposeAccount = z.strictObject({
  ...command,
  login: Login,
  name: line(40),
  courtCode: CourtCode,
  role: Role,
  password: Password,
});
export type ProposeAccount = z.infer<typeof ProposeAccount>;
export const proposeAccount = defineEndpoint({
  name: 'account.propose',
  kind: 'command',
  access: 'account.propose',
  input: ProposeAccount,
  output: Version,
});

export const DecideAccount = z.strictObject({
  ...command,
  granted: z.boolean(),
  reason: text(300),
});
export type DecideAccount = z.infer<typeof DecideAccount>;
export const decideAccount = defineEndpoint({
  name: 'account.decide',
  kind: 'command',
  access: 'account.grant',
  input: DecideAccount,
  output: Version,
});

export const DisableAccount = z.strictObject({ ...command, reason: line(300) });
export type DisableAccount = z.infer<typeof DisableAccount>;
export const disableAccount = defineEndpoint({
  name: 'account.disable',
  kind: 'command',
  access: 'account.grant',
  input: DisableAccount,
  output: Version,
});

export const UnlockAccount = z.strictObject(command);
export type UnlockAccount = z.infer<typeof UnlockAccount>;
export const unlockAccount = defineEndpoint({
  name: 'account.unlock',
  kind: 'command',
  access: 'account.grant',
  input: UnlockAccount,
  output: Version,
});

export const ResetPassword = z.strictObject({ ...command, password: Password });
export type ResetPassword = z.infer<typeof ResetPassword>;
export const resetPassword = defineEndpoint({
  name: 'account.reset_password',
  kind: 'command',
  access: 'account.propose',
  input: ResetPassword,
  output: Version,
});

const stamp = { at: Instant, by: z.string() };
const id = { accountId: z.string() };
export const AccountEvent = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('account_proposed'), ...stamp, ...id, login: z.string(), name: z.string(), courtCode: z.string(), role: Role, drill: z.boolean() }),
  z.looseObject({ type: z.literal('account_granted'), ...stamp, ...id }),
  z.looseObject({ type: z.literal('account_refused'), ...stamp, ...id, reason: z.string() }),
  z.looseObject({ type: z.literal('account_disabled'), ...stamp, ...id, reason: z.string() }),
  z.looseObject({ type: z.literal('account_locked'), ...stamp, ...id, failures: z.int(), until: Instant }),
  z.looseObject({ type: z.literal('account_unlocked'), ...stamp, ...id }),
  z.looseObject({ type: z.literal('password_reset'), ...stamp, ...id }),
  z.looseObject({ type: z.literal('signed_in'), ...stamp, ...id, seat: z.string() }),
  z.looseObject({ type: z.literal('signed_out'), ...stamp, ...id, seat: z.string() }),
  z.looseObject({ type: z.literal('sign_in_failed'), ...stamp, ...id, seat: z.string(), failures: z.int() }),
]); // prettier-ignore
export type AccountEvent = z.infer<typeof AccountEvent>;
