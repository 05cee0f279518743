import { z } from 'zod';
import { Login, Password } from './account.ts';
import { defineEndpoint } from './endpoint.ts';
import { CommandId, CourtCode, Instant, line } from './ids.ts';
import { Caller, Role } from './roles.ts';

export const Court = z.object({
  code: z.string(),
  name: z.string(),
  level: z.enum(['supreme', 'high', 'intermediate', 'basic']),
  parent: z.string().nullable(),
  province: z.string(),
  lng: z.number(),
  lat: z.number(),
});
export type Court = z.infer<typeof Court>;

export const DrillSeat = z.object({
  login: z.string(),
  password: z.string(),
  name: z.string(),
  role: Role,
  courtCode: z.string(),
  courtName: z.string(),
});
export type DrillSeat = z.infer<typeof DrillSeat>;

/** What a page may know before anybody signed in. `drillSeats` only in a drill. */
export const readSetup = defineEndpoint({
  name: 'setup.read', kind: 'query', access: 'public', input: z.strictObject({}),
  output: z.object({ configured: z.boolean(), drill: z.boolean(), courtCode: z.string().nullable(), courtName: z.string().nullable(), drillSeats: z.array(DrillSeat), hubTime: Instant, ruleSetVersion: z.string() }),
}); // prettier-ignore

export const listCourts = defineEndpoint({
  name: 'directory.courts', kind: 'query', access: 'public', input: z.strictObject({}), output: z.object({ courts: z.array(Court) }),
}); // prettier-ignore

const FirstAdmin = z.strictObject({ login: Login, name: line(40), password: Password });
/** Founds the court on an empty hub: three separate administrators (三员分立), nobody else. */
export const FoundCourt = z.strictObject({
  commandId: CommandId,
  courtCode: CourtCode,
  systemAdmin: FirstAdmin,
  securityAdmin: FirstAdmin,
  auditor: FirstAdmin,
});
export type FoundCourt = z.infer<typeof FoundCourt>;
export const foundCourt = defineEndpoint({
  name: 'setup.found_court',
  kind: 'command',
  access: 'launch',
  input: FoundCourt,
  output: z.object({ courtCode: z.string() }),
});

/** Starts 成渝演练 on an empty hub: courts, accounts, units, the approved operation, and the simulator. */
export const startDrill = defineEndpoint({
  name: 'setup.start_drill', kind: 'command', access: 'launch', input: z.strictObject({ commandId: CommandId }),
  output: z.object({ seats: z.array(DrillSeat) }),
}); // prettier-ignore

export const signIn = defineEndpoint({
  name: 'session.sign_in', kind: 'command', access: 'public',
  input: z.strictObject({ commandId: CommandId, login: z.string().trim().min(1).max(64), password: z.string().min(1).max(128), seat: line(40) }),
  output: z.object({ token: z.string(), caller: Caller, courtName: z.string(), expiresAt: Instant }),
}); // prettier-ignore

export const signOut = defineEndpoint({
  name: 'session.sign_out',
  kind: 'command',
  access: 'session',
  input: z.strictObject({ commandId: CommandId }),
  output: z.object({}),
});

/** Who am I: answers `session_expired` or `signed_out` when the token no longer stands. */
export const readSession = defineEndpoint({
  name: 'session.read', kind: 'query', access: 'session', input: z.strictObject({}),
  output: z.object({ caller: Caller, courtName: z.string(), expiresAt: Instant }),
}); // prettier-ignore

const stamp = { at: Instant, by: z.string() };
export const CourtEvent = z.discriminatedUnion('type', [
  z.looseObject({
    type: z.literal('court_founded'),
    ...stamp,
    courtCode: z.string(),
    courtName: z.string(),
    drill: z.boolean(),
  }),
]);
export type CourtEvent = z.infer<typeof CourtEvent>;
