/// <reference lib="webworker" />
import { answerFor } from './shell/offline-files.ts';

const worker = self as unknown as ServiceWorkerGlobalScope;

/** Filled in by the build (main/tools/field-app-files.ts): the files of the page, and a name that changes with them. */
const FILES = '__FIELD_FILES__' as unknown as string[];
const VERSION = '__FIELD_VERSION__';
const PREFIX = 'hengling-field-';
const NAME = PREFIX + VERSION;

worker.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(NAME)
      .then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: 'reload' }))))
      // The page loads nothing later than at its start, so a new one may take over while the old one runs.
      .then(() => worker.skipWaiting()),
  );
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(
          names.filter((name) => name.startsWith(PREFIX) && name !== NAME).map((name) => caches.delete(name)),
        ),
      )
      .then(() => worker.clients.claim()),
  );
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const file = answerFor(request.method, request.url, worker.registration.scope, FILES);
  if (file === null) return;
  event.respondWith(
    caches
      .open(NAME)
      .then((cache) => cache.match(file, { ignoreVary: true }))
      .then((kept) => kept ?? fetch(request)),
  );
});
