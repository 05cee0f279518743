import { shell, type Session, type WebContents } from 'electron';
import { logFault } from './log.ts';
import { isOwnAddress, isSafeOutside } from './own-address.ts';
import { mayUse } from './permissions.ts';

/** Electron grants every permission unless both handlers say otherwise. */
export function hardenSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(mayUse(permission, details.requestingUrl)),
  );
  session.setPermissionCheckHandler((_contents, permission, origin) => mayUse(permission, origin));
  session.setDevicePermissionHandler(() => false);
  // Nobody shares a seat's screen from a page: refused.
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null));
}

/** Installed once for every window that comes to be. A link to the outside opens in the system's browser, or nowhere. */
export function hardenContents(contents: WebContents): void {
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url);
    return { action: 'deny' };
  });
  contents.on('will-navigate', (event) => {
    if (isOwnAddress(event.url)) return;
    event.preventDefault();
    openOutside(event.url);
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!isOwnAddress(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

function openOutside(address: string): void {
  if (!isSafeOutside(address)) return;
  shell.openExternal(address).catch((error: unknown) => logFault('open_outside_failed', error));
}
