import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { Plan } from './append-plan.ts';
import { openChain } from './chain.ts';
import { faultOf } from './errors.ts';
import { SECRETS } from './migrations/0001-secrets.ts';
import { assertLocal, openForWriting } from './sqlite-file.ts';
import { openLogWriter } from './sqlite-log.ts';
import { RECORD_FILE, SECRETS_FILE } from './store-files.ts';
import { lockForWriting } from './writer-lock.ts';
import type { WriterReply, WriterRequest, WriterSettings, WrittenLinks } from './writer-protocol.ts';

/** 'HLS1' */
const SECRETS_ID = 0x484c5331;

/** The only thread that writes the record and the secrets. It waits for the disk so that the hub's own thread never does. */
async function openWriter({ dir, maxPages }: WriterSettings) {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  chmodSync(dir, 0o700);
  assertLocal(dir);
  const unlock = lockForWriting(dir);
  const log = openLogWriter(join(dir, RECORD_FILE), await openChain(), maxPages);
  const secrets = openForWriting({
    file: join(dir, SECRETS_FILE),
    migrations: [SECRETS],
    durable: true,
    applicationId: SECRETS_ID,
  });
  secrets.exec('PRAGMA secure_delete = ON'); // a removed key leaves no trace in the free pages
  const put = secrets.prepare('INSERT OR REPLACE INTO secrets VALUES (?, ?, ?)');
  const remove = secrets.prepare('DELETE FROM secrets WHERE kind = ? AND id = ?');

  return (request: WriterRequest): WriterReply => {
    const { id } = request;
    switch (request.kind) {
      case 'append': {
        const plan = log.append(request.batch);
        return { kind: 'appended', id, outcomes: plan.outcomes, links: linksOf(plan) };
      }
      case 'put_secret':
        put.run(request.secret.kind, request.secret.id, request.secret.value);
        return { kind: 'done', id };
      case 'remove_secret':
        remove.run(request.secret.kind, request.secret.id);
        return { kind: 'done', id };
      case 'close':
        secrets.close();
        log.close();
        unlock();
        return { kind: 'done', id };
    }
  };
}

function linksOf({ rows }: Plan): WrittenLinks {
  const first = rows[0];
  return {
    firstSeq: first?.seq ?? 0,
    prev: first?.prev ?? '',
    hashes: rows.map((row) => row.hash),
    sm3s: rows.map((row) => row.sm3),
  };
}

const port = parentPort;
if (!port) throw new Error('writer-worker is a thread of the hub, not a program');
const reply = (message: WriterReply) => port.postMessage(message);

try {
  const serve = await openWriter(workerData as WriterSettings);
  port.on('message', (request: WriterRequest) => {
    try {
      reply(serve(request));
    } catch (error) {
      reply({ kind: 'fault', id: request.id, fault: faultOf(error) });
    }
    if (request.kind === 'close') port.close();
  });
  reply({ kind: 'ready' });
} catch (error) {
  reply({ kind: 'fault', id: 0, fault: faultOf(error) });
  port.close();
}
