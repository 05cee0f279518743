import type { z } from 'zod';
import type { Endpoint } from '#contracts/endpoint.ts';
import type { Result } from '#contracts/errors.ts';
import type { Caller } from '#contracts/roles.ts';
import type { Line } from '../sync/lines.ts';

/** Who asks, and over what. */
export type Asker = {
  /** Null for `public` and `launch` endpoints asked without a session. */
  caller: Caller | null;
  /** The socket the call came over; null over HTTP. */
  line: Line | null;
  /** Remote address, for limits; never logged with a name. */
  address: string;
  /** Shows the launch token of this machine. */
  launched: boolean;
  /** Host name and port that the asker reached the hub by, or ''. */
  host: string;
};
export type SignedIn = Asker & { caller: Caller };

/** What the transports mount: parsed input in, result out. Expected "no"s are values; a throw is a fault. */
export type Route = { endpoint: Endpoint; run: (input: unknown, asker: Asker) => Promise<Result<unknown>> };

/** A route of an endpoint that anybody may ask, or whoever holds the launch token. */
export const openRoute = <E extends Endpoint>(
  endpoint: E,
  run: (input: z.output<E['input']>, asker: Asker) => Promise<Result<z.output<E['output']>>>,
): Route => ({ endpoint, run: run as Route['run'] });

/** A route of an endpoint that needs a session; the transports have made sure that there is a caller. */
export const route = <E extends Endpoint>(
  endpoint: E,
  run: (input: z.output<E['input']>, asker: SignedIn) => Promise<Result<z.output<E['output']>>>,
): Route => ({ endpoint, run: run as Route['run'] });
