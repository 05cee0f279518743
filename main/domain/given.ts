import type { Caller } from '#contracts/roles.ts';

/** What a decider may know of the world besides the streams it is handed. */
export type Given = {
  actor: Caller;
  /** UTC, RFC 3339 with `Z`, by the hub's clock. */
  now: string;
  /** Events of this hub belong to a drill. */
  drill: boolean;
};

/** An event and the stream it goes to; a decision may write to several streams, all or none. */
export type Recorded<E> = { stream: string; event: E };

export const stamp = (given: Given): { at: string; by: string } => ({ at: given.now, by: given.actor.id });
