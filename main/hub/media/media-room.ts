import type { HubContext } from '../hub-context.ts';

/** Stands in until the room lands: nobody can be seen. */
export const openMediaRoom = (_hub: HubContext): AsyncDisposable => ({ [Symbol.asyncDispose]: async () => undefined });
