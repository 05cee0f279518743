import { randomUUID } from 'node:crypto';
import { ENDPOINTS } from '#contracts/endpoints.ts';
import { refuse, type Refusal, type Result } from '#contracts/errors.ts';
import { decideMay } from '#domain/policy/policy.ts';
import { courtSubject } from '#domain/policy/subject.ts';
import type { Caller } from '#contracts/roles.ts';
import type { Capability } from '#contracts/capabilities.ts';
import { PasswordsBusy } from '../auth/password.ts';
import { logFault } from '../log.ts';
import type { Asker, Route } from '../routes/route.ts';
import { StoreFull, StoreUnavailable } from '../store/errors.ts';

export type Dispatch = (name: string, input: unknown, asker: Asker) => Promise<Result<unknown>>;

/** Expected faults of the world, by the error's name, and the code under which a page hears of them. */
const FAULTS: Record<string, Refusal['code']> = {
  RelayUnavailable: 'relay_unavailable',
  UnknownUplink: 'unknown_uplink',
  BadOffer: 'bad_offer',
};

/**
 * The one door behind every transport: finds the route, asks who the caller is, parses, runs, and turns what went wrong
 * into a code. A route never sees input that does not fit its contract.
 */
export function createDispatch(routes: readonly Route[]): Dispatch {
  const table = new Map(routes.map((route) => [route.endpoint.name, route]));
  const missing = [...ENDPOINTS.keys()].filter((name) => !table.has(name));
  if (missing.length > 0) throw new Error(`endpoints without a route: ${missing.join(' ')}`);

  return async (name, input, asker) => {
    const route = table.get(name);
    if (!route) return refuse('unknown_endpoint');
    const barred = mayEnter(route, asker);
    if (barred) return barred;
    const parsed = route.endpoint.input.safeParse(input);
    if (!parsed.success) return refuse('invalid_input', { paths: pathsOf(parsed.error.issues) });
    try {
      return await route.run(parsed.data, asker);
    } catch (error) {
      return faultOf(name, error);
    }
  };
}

function mayEnter({ endpoint: { access } }: Route, { caller, launched }: Asker): Result<never> | null {
  if (access === 'public') return null;
  if (access === 'launch') return launched ? null : refuse('launch_token_wrong');
  if (!caller) return refuse('signed_out');
  return access === 'session' ? null : barredByRole(caller, access);
}

/** A role that holds the capability towards nothing at all is refused here; towards what, the routes ask. */
function barredByRole(caller: Caller, capability: Capability): Result<never> | null {
  const asked = decideMay(caller, capability, courtSubject(caller.courtCode), () => true);
  return !asked.ok &&
    (asked.error.code === 'not_allowed' || asked.error.code === 'supervisor_cannot_order_units')
    ? asked
    : null;
}

const MOST_PATHS = 5;
type Issue = { path: PropertyKey[]; keys?: string[] };

/** Where it does not fit, never what was there. An unknown key is named only when it looks like one. */
function pathsOf(issues: readonly Issue[]): string {
  const paths = issues.flatMap(({ path, keys = [] }) => {
    const base = path.map(String).join('.');
    const named = keys
      .filter((key) => /^\w{1,40}$/.test(key))
      .map((key) => (base === '' ? key : `${base}.${key}`));
    return named.length > 0 ? named : [base === '' ? '(root)' : base];
  });
  return [...new Set(paths)].slice(0, MOST_PATHS).join(' ').slice(0, 300);
}

function faultOf(name: string, error: unknown): Result<never> {
  if (error instanceof StoreFull) return refuse('store_full');
  if (error instanceof StoreUnavailable) return refuse('store_unavailable');
  if (error instanceof PasswordsBusy) return refuse('busy');
  const known = error instanceof Error ? FAULTS[error.name] : undefined;
  if (known) return refuse(known);
  const correlationId = randomUUID();
  logFault('route', error, { endpoint: name, correlationId });
  return refuse('internal', { correlationId });
}
