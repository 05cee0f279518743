/** The disk, or the size allowed to the record, is full. Nothing of the refused append was kept; reading goes on. */
export class StoreFull extends Error {
  override name = 'StoreFull';
}

/** The record cannot take a command now: closed, its writer died, too much is waiting, or the disk answered with an error. */
export class StoreUnavailable extends Error {
  override name = 'StoreUnavailable';
}

export type RefusalReason =
  | 'in_use'
  | 'network_drive'
  | 'not_ours'
  | 'too_new'
  | 'not_durable'
  | 'old_sqlite'
  | 'wrong_hash'
  | 'damaged';

/** The record refuses to open. `reason` is for programs; the message says what to do about it. */
export class StoreRefused extends Error {
  override name = 'StoreRefused';
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason, message: string) {
    super(message);
    this.reason = reason;
  }
}

/** What survives the way from the writer's thread: an Error's class does not. */
export type Fault = { kind: 'full' | 'unavailable' | 'refused'; reason?: RefusalReason; message: string };

export function errorOf(fault: Fault): Error {
  if (fault.kind === 'full') return new StoreFull(fault.message);
  if (fault.kind === 'refused') return new StoreRefused(fault.reason ?? 'damaged', fault.message);
  return new StoreUnavailable(fault.message);
}

// https://www.sqlite.org/rescode.html. A full disk shows as FULL, or as a failed write or growth of the -shm file.
const SQLITE_FULL = 13;
const SQLITE_IOERR_WRITE = 778;
const SQLITE_IOERR_SHMSIZE = 4874;

export function faultOf(error: unknown): Fault {
  const { errcode, message = String(error) } = error as { errcode?: number; message?: string };
  if (error instanceof StoreRefused) return { kind: 'refused', reason: error.reason, message };
  if (errcode === SQLITE_FULL || errcode === SQLITE_IOERR_WRITE || errcode === SQLITE_IOERR_SHMSIZE) {
    return {
      kind: 'full',
      message: `the disk of the record is full: free some space, then repeat (${message})`,
    };
  }
  return { kind: 'unavailable', message: `the record did not take it: ${message}` };
}
