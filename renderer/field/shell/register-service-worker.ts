/** Keeps the page's own files on the phone, so that it opens without a link. `onUpdate`: a newer page has been fetched. */
export function registerServiceWorker(onUpdate: () => void): void {
  // The development server changes its files under us; only a built page is kept.
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  const hadOne = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener('controllerchange', () => hadOne && onUpdate());
  navigator.serviceWorker.register('./field-sw.js', { type: 'module' }).catch((cause: unknown) => {
    console.warn('the page cannot be kept for offline use', { cause: String(cause) });
  });
}
