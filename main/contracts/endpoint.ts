import type { z } from 'zod';
import type { Capability } from './capabilities.ts';

/**
 * One entry that HTTP (`POST /api/<name>`) and WebSocket (`{t:'call', name, input}`) mount alike.
 * `access` is `public`, `launch` (needs the launch token of this workstation), `session` (any signed-in caller) or a
 * capability that the policy is asked for. `kind` command: has a `commandId`, may be repeated safely.
 */
export type Endpoint<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = {
  name: string;
  kind: 'command' | 'query';
  access: 'public' | 'launch' | 'session' | Capability;
  input: I;
  output: O;
};

export const defineEndpoint = <I extends z.ZodType, O extends z.ZodType>(
  endpoint: Endpoint<I, O>,
): Endpoint<I, O> => endpoint;
