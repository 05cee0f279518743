import { parentPort } from 'node:worker_threads';
import { hashPassword, verifyPassword } from './argon2.ts';

export type PasswordRequest =
  { kind: 'hash'; password: string } | { kind: 'verify'; password: string; phc: string };
/** One request at a time, one answer each. */
export type PasswordReply =
  { kind: 'hashed'; phc: string } | { kind: 'verified'; right: boolean } | { kind: 'failed' };

const port = parentPort;
if (!port) throw new Error('password-worker is a thread of the hub, not a program');

const serve = async (request: PasswordRequest): Promise<PasswordReply> =>
  request.kind === 'hash'
    ? { kind: 'hashed', phc: await hashPassword(request.password) }
    : { kind: 'verified', right: await verifyPassword(request.password, request.phc) };

port.on('message', (request: PasswordRequest) => {
  // What went wrong could quote the password: the asker learns only that it did.
  void serve(request)
    .catch((): PasswordReply => ({ kind: 'failed' }))
    .then((reply) => port.postMessage(reply));
});
