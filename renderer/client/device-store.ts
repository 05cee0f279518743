import type { OutboxItem, OutboxStore } from './outbox.ts';

/** The page's own database on the device: one store for the outbox, one for single values. */
export type DeviceStore = {
  outbox: OutboxStore;
  /** Structured-clonable values by name; undefined when never put. */
  get(key: string): Promise<unknown>;
  put(key: string, value: unknown): Promise<void>;
  remove(key: string): Promise<void>;
  close(): void;
};

const VERSION = 1;

const asked = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB refused'));
  });

/** Resolves when the transaction is complete, which is when its writes are safe. */
const finished = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('IndexedDB gave the transaction up'));
  });

function openDatabase(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, VERSION);
  request.onupgradeneeded = () => {
    request.result.createObjectStore('outbox', { keyPath: 'commandId' });
    request.result.createObjectStore('values');
  };
  return asked(request);
}

/** Opens (and the first time makes) the database `name`. Rejects where the browser keeps nothing. */
export async function openDeviceStore(name: string): Promise<DeviceStore> {
  const database = await openDatabase(name);
  // A newer page in another tab wants to upgrade: let it; this one reopens on reload.
  database.onversionchange = () => database.close();

  const read = <T>(store: string, ask: (objects: IDBObjectStore) => IDBRequest<T>) =>
    asked(ask(database.transaction(store, 'readonly').objectStore(store)));
  const write = (store: string, change: (objects: IDBObjectStore) => IDBRequest) => {
    const transaction = database.transaction(store, 'readwrite', { durability: 'strict' });
    change(transaction.objectStore(store));
    return finished(transaction);
  };

  return {
    outbox: {
      all: () => read('outbox', (objects) => objects.getAll() as IDBRequest<OutboxItem[]>),
      put: (item) => write('outbox', (objects) => objects.put(item)),
      remove: (commandId) => write('outbox', (objects) => objects.delete(commandId)),
    },
    get: (key) => read('values', (objects) => objects.get(key) as IDBRequest<unknown>),
    put: (key, value) => write('values', (objects) => objects.put(value, key)),
    remove: (key) => write('values', (objects) => objects.delete(key)),
    close: () => database.close(),
  };
}

/** The same in memory, for a browser that keeps nothing and for tests. */
export function createMemoryStore(): DeviceStore {
  const items = new Map<string, OutboxItem>();
  const values = new Map<string, unknown>();
  return {
    outbox: {
      all: async () => structuredClone([...items.values()]),
      put: async (item) => void items.set(item.commandId, structuredClone(item)),
      remove: async (commandId) => void items.delete(commandId),
    },
    get: async (key) => structuredClone(values.get(key)),
    put: async (key, value) => void values.set(key, structuredClone(value)),
    remove: async (key) => void values.delete(key),
    close: () => undefined,
  };
}
