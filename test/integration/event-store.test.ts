import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openSqliteEventStore } from '#hub/store/sqlite-event-store.ts';
import { eventStoreContract } from '#support/contracts/event-store.ts';
import { secretStoreContract } from '#support/contracts/secret-store.ts';

const dirs: string[] = [];
const freshDir = () => {
  const dir = mkdtempSync(join(tmpdir(), 'hengling-store-'));
  dirs.push(dir);
  return dir;
};
afterAll(() => dirs.forEach((dir) => rmSync(dir, { recursive: true, force: true })));

eventStoreContract('sqlite', () => openSqliteEventStore({ dir: freshDir() }));
secretStoreContract('sqlite', async () => {
  const store = await openSqliteEventStore({ dir: freshDir() });
  return { secrets: store.secrets, close: () => store[Symbol.asyncDispose]() };
});
