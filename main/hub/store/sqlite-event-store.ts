import { join } from 'node:path';
import type { EventStore, SecretStore } from '../ports.ts';
import { openChain } from './chain.ts';
import { StoreUnavailable } from './errors.ts';
import { createGroupCommit } from './group-commit.ts';
import { openForReading } from './sqlite-file.ts';
import { openLogReader } from './sqlite-log.ts';
import { storedEvent } from './stored-event.ts';
import { RECORD_FILE, SECRETS_FILE } from './store-files.ts';
import { verifyLog } from './verify-chain.ts';
import type { WriterSettings } from './writer-protocol.ts';
import { startWriter } from './writer-thread.ts';

/**
 * The embedded record: two SQLite files in `dir` (made if it is not there, readable by its owner alone), the log and the secrets
 * beside it. Writes go through a thread of their own and are on disk when they are answered; reads come straight from
 * this thread's read-only connections and see every write that was answered.
 *
 * @throws StoreRefused with a reason when the folder is in use, on a network drive, damaged or not durable.
 */
export async function openSqliteEventStore(
  settings: WriterSettings,
): Promise<EventStore & { secrets: SecretStore }> {
  const writer = await startWriter(settings);
  const chain = await openChain();
  const log = openLogReader(join(settings.dir, RECORD_FILE));
  const secretsFile = openForReading(join(settings.dir, SECRETS_FILE));
  const secretOf = secretsFile.prepare('SELECT value FROM secrets WHERE kind = ? AND id = ?');
  const secretsOf = secretsFile.prepare('SELECT id, value FROM secrets WHERE kind = ? ORDER BY id');
  let closing: Promise<void> | undefined;

  const commits = createGroupCommit(async (batch) => {
    const reply = await writer.ask({ kind: 'append', batch });
    if (reply.kind !== 'appended') throw new Error(`the writer answered an append with ${reply.kind}`);
    return reply;
  });

  const assertOpen = () => {
    if (closing) throw new StoreUnavailable('the record is closed');
  };
  /** A throw becomes a rejection. */
  const reading = async <T>(read: () => T): Promise<T> => {
    assertOpen();
    return read();
  };

  const secrets: SecretStore = {
    get: (kind, id) => reading(() => (secretOf.get(kind, id)?.['value'] as string | undefined) ?? null),
    list: (kind) =>
      reading(() => secretsOf.all(kind).map(({ id, value }) => ({ id: String(id), value: String(value) }))),
    put: async (kind, id, value) => {
      assertOpen();
      await writer.ask({ kind: 'put_secret', secret: { kind, id, value } });
    },
    remove: async (kind, id) => {
      assertOpen();
      await writer.ask({ kind: 'remove_secret', secret: { kind, id } });
    },
  };

  const close = async () => {
    await commits.idle();
    secretsFile.close();
    log.close();
    await writer.close(); // last, so that it folds the WAL into the file
  };

  return {
    secrets,
    append: async (request) => {
      assertOpen();
      return commits.append(request);
    },
    read: (after, limit) => reading(() => log.page(after, limit).map(storedEvent)),
    readStream: (stream) => reading(() => log.stream(stream).map(storedEvent)),
    answerOf: (commandId) =>
      reading(() => {
        const answer = log.answer(commandId);
        return answer === undefined ? undefined : (JSON.parse(answer) as unknown);
      }),
    head: () => reading(() => log.head()),
    verify: async (onProgress) => {
      assertOpen();
      return verifyLog(log, chain, onProgress);
    },
    [Symbol.asyncDispose]: () => (closing ??= close()),
  };
}
