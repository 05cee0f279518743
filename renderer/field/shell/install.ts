type InstallPrompt = Event & { prompt(): Promise<unknown> };

let waiting: InstallPrompt | null = null;

/** Chromium offers to install once; we keep the offer until the officer asks for it. */
export function watchInstall(page: Window): void {
  page.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    waiting = event as InstallPrompt;
  });
  page.addEventListener('appinstalled', () => {
    waiting = null;
  });
}

export const canInstall = (): boolean => waiting !== null;

export async function askInstall(): Promise<void> {
  await waiting?.prompt();
  waiting = null;
}
