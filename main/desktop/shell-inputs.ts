import { z } from 'zod';
import { MAX_SAVE_BYTES, type ShellRequestName, type ShellRequests } from '#contracts/bridge.ts';

/** A name that a page proposes for a file. What the file systems forbid in it is replaced, not refused: see `plainFileName`. */
const SuggestedName = z.string().min(1).max(200);
const SecretName = z.string().regex(/^[a-z0-9][a-z0-9_.-]{0,63}$/);
const Bytes = z
  .instanceof(Uint8Array)
  .refine((bytes) => bytes.byteLength <= MAX_SAVE_BYTES, { message: 'more than a page may save' });

/** What each request of the bridge accepts. Tuples: an argument too many is refused as well. */
export const SHELL_INPUTS: { [Name in ShellRequestName]: z.ZodType<ShellRequests[Name]['args']> } = {
  'shell:hub': z.tuple([]),
  'shell:save_file': z.tuple([SuggestedName, Bytes]),
  'shell:print_to_pdf': z.tuple([SuggestedName]),
  'shell:alert': z.tuple([
    z.strictObject({ title: z.string().min(1).max(120), body: z.string().max(500), urgent: z.boolean() }),
  ]),
  'shell:open_window': z.tuple([z.enum(['wall', 'map', 'board'])]),
  'shell:displays': z.tuple([]),
  'shell:keep_awake': z.tuple([z.boolean()]),
  'shell:secret_available': z.tuple([]),
  'shell:secret_get': z.tuple([SecretName]),
  'shell:secret_set': z.tuple([SecretName, z.string().max(10_000)]),
  'shell:secret_remove': z.tuple([SecretName]),
};
