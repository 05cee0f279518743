import type { Outcome, PlainAppend } from './append-plan.ts';
import type { Fault } from './errors.ts';

/** Handed to the writer's thread at its start. */
export type WriterSettings = {
  dir: string;
  /** Pages of 4 KiB that the record may take; for tests of a full disk. */
  maxPages?: number;
};

export type WriterRequest =
  | { kind: 'append'; id: number; batch: PlainAppend[] }
  | { kind: 'put_secret'; id: number; secret: { kind: string; id: string; value: string } }
  | { kind: 'remove_secret'; id: number; secret: { kind: string; id: string } }
  | { kind: 'close'; id: number };

/** One answer for each request, in order; before the first, `ready` or a fault with id 0. */
export type WriterReply =
  | { kind: 'ready' }
  | { kind: 'appended'; id: number; outcomes: Outcome[]; links: WrittenLinks }
  | { kind: 'done'; id: number }
  | { kind: 'fault'; id: number; fault: Fault };

/** Of the rows of a plan, in order: enough to tell the asker what its events became without sending them back. */
export type WrittenLinks = { firstSeq: number; prev: string; hashes: string[]; sm3s: string[] };
