import { Worker } from 'node:worker_threads';
import { workerFile } from '../worker-file.ts';
import { hashPassword, isOutdated } from './argon2.ts';
import type { PasswordReply, PasswordRequest } from './password-worker.ts';

/** At once: each takes 19 MiB and a whole core for some 60 ms, and the hub has other work. */
const MAX_AT_ONCE = 2;
/** Waiting for one of the two. Beyond this sign-ins are refused rather than answered a minute later. */
const MAX_WAITING = 500;

/** Too many sign-ins wait already. */
export class PasswordsBusy extends Error {
  override name = 'PasswordsBusy';
}

export type Passwords = AsyncDisposable & {
  /** @returns the PHC string to keep in the secret store. */
  hash: (password: string) => Promise<string>;
  /** `null` for an account that is not there: takes as long as a wrong password and is never right. */
  verify: (password: string, phc: string | null) => Promise<boolean>;
  /** Whether to hash the right password anew, because the cost has been raised since. */
  isOutdated: (phc: string) => boolean;
};

type Job = {
  request: PasswordRequest;
  resolve: (reply: PasswordReply) => void;
  reject: (error: Error) => void;
};

type Give = (job: Job) => void;

/** Without a cause: that could quote the password. */
const failed = () => new Error('the password could not be worked on');

/** Argon2id in threads of its own, started when first needed. @throws PasswordsBusy from `hash` and `verify`. */
export async function openPasswords(): Promise<Passwords> {
  const nobody = await hashPassword(crypto.randomUUID());
  const waiting: Job[] = [];
  const idle: Give[] = [];
  const all = new Set<Worker>();
  let closed = false;

  const next = () => {
    while (waiting.length > 0 && (idle.length > 0 || all.size < MAX_AT_ONCE)) {
      (idle.pop() ?? start())(waiting.shift()!);
    }
  };

  /** @returns what gives the new thread a job; one at a time. */
  const start = () => {
    const worker = new Worker(workerFile(import.meta.url, './password-worker.ts'));
    all.add(worker);
    let job: Job | undefined;
    const give: Give = (given) => {
      job = given;
      worker.ref();
      worker.postMessage(given.request);
    };
    worker.on('message', (reply: PasswordReply) => {
      const done = job;
      job = undefined;
      worker.unref(); // an idle thread keeps no program from ending
      idle.push(give);
      if (reply.kind === 'failed') done?.reject(failed());
      else done?.resolve(reply);
      next();
    });
    const gone = () => {
      all.delete(worker);
      if (idle.includes(give)) idle.splice(idle.indexOf(give), 1);
      job?.reject(failed());
      job = undefined;
      next();
    };
    worker.on('error', gone);
    worker.on('exit', gone);
    return give;
  };

  const ask = (request: PasswordRequest) =>
    new Promise<PasswordReply>((resolve, reject) => {
      if (closed) return reject(new Error('passwords are closed'));
      if (waiting.length >= MAX_WAITING)
        return reject(new PasswordsBusy(`${MAX_WAITING} sign-ins are waiting: repeat later`));
      waiting.push({ request, resolve, reject });
      next();
    });

  return {
    hash: async (password) => {
      const reply = await ask({ kind: 'hash', password });
      if (reply.kind !== 'hashed') throw new Error(`the password thread answered a hash with ${reply.kind}`);
      return reply.phc;
    },
    verify: async (password, phc) => {
      const reply = await ask({ kind: 'verify', password, phc: phc ?? nobody });
      return phc !== null && reply.kind === 'verified' && reply.right;
    },
    isOutdated,
    [Symbol.asyncDispose]: async () => {
      closed = true;
      for (const { reject } of waiting.splice(0)) reject(new Error('passwords are closed'));
      await Promise.all([...all].map((worker) => worker.terminate()));
    },
  };
}
