import { createMemoryTrackStore } from '#hub/store/memory-track-store.ts';
import { trackStoreContract } from '#support/contracts/track-store.ts';

trackStoreContract('memory', async () => createMemoryTrackStore());
