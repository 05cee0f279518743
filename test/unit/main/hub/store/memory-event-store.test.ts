import { createMemorySecretStore, openMemoryEventStore } from '#hub/store/memory-event-store.ts';
import { eventStoreContract } from '#support/contracts/event-store.ts';
import { secretStoreContract } from '#support/contracts/secret-store.ts';

eventStoreContract('memory', openMemoryEventStore);
secretStoreContract('memory', async () => ({
  secrets: createMemorySecretStore(),
  close: async () => undefined,
}));
