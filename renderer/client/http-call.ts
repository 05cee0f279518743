import type { z } from 'zod';
import { refuse, type Result } from '#contracts/errors.ts';
import type { Endpoint } from '#contracts/endpoint.ts';

export type HttpCallOptions = {
  /** Origin of the hub, without a path. */
  url: string;
  token?: string | null;
  launchToken?: string | null;
  fetchImpl?: typeof fetch;
  timeoutMs?: number;
};

const isResult = (value: unknown): value is Result<unknown> =>
  typeof value === 'object' && value !== null && typeof (value as { ok?: unknown }).ok === 'boolean';

/**
 * One call over HTTP: for what is asked before there is a session (set-up, sign-in, enrolment) and for signing out.
 *
 * @returns the hub's answer; `link_down` when no hub answered.
 */
export async function callHttp<E extends Endpoint>(
  endpoint: E,
  input: z.input<E['input']>,
  { url, token, launchToken, fetchImpl = fetch, timeoutMs = 20_000 }: HttpCallOptions,
): Promise<Result<z.output<E['output']>>> {
  try {
    const response = await fetchImpl(`${url}/api/${endpoint.name}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(launchToken ? { 'x-launch-token': launchToken } : {}),
      },
      body: JSON.stringify(input),
      signal: AbortSignal.timeout(timeoutMs),
    });
    const answer: unknown = await response.json();
    return isResult(answer) ? (answer as Result<z.output<E['output']>>) : refuse('internal');
  } catch (cause) {
    console.warn('no answer from the hub', { endpoint: endpoint.name, cause: String(cause) });
    return refuse('link_down');
  }
}
