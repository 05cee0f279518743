import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { z } from 'zod';
import { decideAccount, proposeAccount } from '#contracts/account.ts';
import type { Endpoint } from '#contracts/endpoint.ts';
import type { Result } from '#contracts/errors.ts';
import type { Caller, Role } from '#contracts/roles.ts';
import { foundCourt, signIn } from '#contracts/session.ts';
import { createEnrolment, enrolDevice, registerUnit, type UnitProfile } from '#contracts/unit.ts';
import { type Hub, type HubOptions, openHub } from '#hub/hub.ts';
import { randomIds } from '#hub/system-ports.ts';
import { callHttp } from '#renderer/client/http-call.ts';

const root = resolve(import.meta.dirname, '../../..');
export const PASSWORD = 'Ceshi#2026ok';
/** 成都市锦江区人民法院, and the two courts above it. */
export const COURT = '510104';

export const newId = (): string => randomIds.next();

/** A hub of its own in a temporary folder, on free ports, over the real doors. */
export type TestHub = AsyncDisposable & {
  hub: Hub;
  dataDir: string;
  call: <E extends Endpoint>(
    endpoint: E,
    input: z.input<E['input']>,
    token?: string | null,
  ) => Promise<Result<z.output<E['output']>>>;
  /** The same, or throws with the refusal: for what a test takes for granted. */
  must: <E extends Endpoint>(
    endpoint: E,
    input: z.input<E['input']>,
    token?: string | null,
  ) => Promise<z.output<E['output']>>;
};

export async function openTestHub(options: Partial<HubOptions> = {}): Promise<TestHub> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'hengling-hub-')));
  const hub = await openHub({
    pagesDir: join(root, 'dist', 'renderer'),
    resourcesDir: join(root, 'resources'),
    consolePort: 0,
    fieldPort: 0,
    drill: false,
    ...options,
    dataDir,
  });
  const call: TestHub['call'] = (endpoint, input, token = null) =>
    callHttp(endpoint, input, { url: hub.consoleUrl, token, launchToken: hub.launchToken });
  return {
    hub,
    dataDir,
    call,
    must: async (endpoint, input, token) => {
      const result = await call(endpoint, input, token);
      if (!result.ok) throw new Error(`${endpoint.name}: ${JSON.stringify(result.error)}`);
      return result.value;
    },
    [Symbol.asyncDispose]: async () => {
      await hub[Symbol.asyncDispose]();
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

export type Court = {
  /** Tokens of the three administrators. */
  system: string;
  security: string;
  auditor: string;
  /** Makes an account, has it granted, signs in; the token. */
  seat: (role: Role, courtCode?: string) => Promise<string>;
  /** Registers a unit, enrols a phone for it. */
  phone: (callSign: string, part?: Partial<UnitProfile>) => Promise<{ unitId: string; token: string }>;
  /** The same for a court that shares this hub, by administrators of its own. */
  foreignSeat: (role: Role, courtCode: string) => Promise<string>;
  foreignPhone: (callSign: string, courtCode: string) => Promise<{ unitId: string; token: string }>;
};

export const aProfile = (callSign: string, part: Partial<UnitProfile> = {}): UnitProfile => ({
  kind: 'officer', callSign, name: '何（虚构）', sex: 'male', enforcementIdUntil: '2099-12-31', policeNumber: '', plate: '',
  cameraLabel: `CAM-${callSign}`, skills: [], ...part,
}); // prettier-ignore

/** A hub in a process of its own has doors and no inside. */
export type Doors = Pick<TestHub, 'must'> & Partial<Pick<TestHub, 'hub'>>;

/** Founds the court with its three administrators, the way its people do. */
export async function foundTestCourt(test: Doors, courtCode = COURT): Promise<Court> {
  const { must } = test;
  const admin = (login: string, name: string) => ({ login, name, password: PASSWORD });
  await must(foundCourt, {
    commandId: newId(),
    courtCode,
    systemAdmin: admin('sys', '系统（虚构）'),
    securityAdmin: admin('sec', '安全（虚构）'),
    auditor: admin('aud', '审计（虚构）'),
  });
  const enter = async (login: string) =>
    (await must(signIn, { commandId: newId(), login, password: PASSWORD, seat: `${login} 席` })).token;
  const [system, security, auditor] = await Promise.all([enter('sys'), enter('sec'), enter('aud')]);
  let accounts = 0;
  return {
    system: system!,
    security: security!,
    auditor: auditor!,
    seat: async (role, court = courtCode) => {
      const accountId = newId();
      const login = `${role.replaceAll('_', '-')}-${++accounts}`;
      await must(
        proposeAccount,
        {
          commandId: newId(),
          accountId,
          login,
          name: `${login}（虚构）`,
          courtCode: court,
          role,
          password: PASSWORD,
        },
        system,
      );
      await must(decideAccount, { commandId: newId(), accountId, granted: true, reason: '' }, security);
      return enter(login);
    },
    phone: async (callSign, part = {}) => {
      const unitId = newId();
      await must(
        registerUnit,
        { commandId: newId(), unitId, courtCode, profile: aProfile(callSign, part) },
        system,
      );
      const { code } = await must(createEnrolment, { commandId: newId(), unitId }, system);
      const { token } = await must(enrolDevice, { commandId: newId(), code, deviceName: '测试机' });
      return { unitId, token };
    },
    foreignSeat: async (role, court) => {
      const accountId = newId();
      const login = `${court}-${role.replaceAll('_', '-')}-${++accounts}`;
      await inside(
        test,
        'system_admin',
        court,
      )(proposeAccount, {
        commandId: newId(),
        accountId,
        login,
        name: `${login}（虚构）`,
        courtCode: court,
        role,
        password: PASSWORD,
      });
      await inside(
        test,
        'security_admin',
        court,
      )(decideAccount, { commandId: newId(), accountId, granted: true, reason: '' });
      return enter(login);
    },
    foreignPhone: async (callSign, court) => {
      const unitId = newId();
      const admin = inside(test, 'system_admin', court);
      await admin(registerUnit, {
        commandId: newId(),
        unitId,
        courtCode: court,
        profile: aProfile(callSign),
      });
      const { code } = await admin(createEnrolment, { commandId: newId(), unitId });
      const { token } = await must(enrolDevice, { commandId: newId(), code, deviceName: '测试机' });
      return { unitId, token };
    },
  };
}

/** Calls past the doors as somebody of that role and court who has no account here, the way a drill is set up. */
function inside({ hub }: Doors, role: Role, courtCode: string) {
  if (!hub) throw new Error('people of another court are made inside the hub, in its own process');
  const caller: Caller = {
    id: newId(),
    name: '系统',
    role,
    courtCode,
    unitId: null,
    sessionId: 'inside',
    seat: 'hub',
  };
  return async <E extends Endpoint>(
    endpoint: E,
    input: z.input<E['input']>,
  ): Promise<z.output<E['output']>> => {
    const result = await hub
      .court()
      .dispatch(endpoint.name, input, { caller, line: null, address: '', launched: false, host: '' });
    if (!result.ok) throw new Error(`${endpoint.name}: ${JSON.stringify(result.error)}`);
    return result.value as z.output<E['output']>;
  };
}
