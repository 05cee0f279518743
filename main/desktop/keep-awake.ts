import { powerSaveBlocker, type WebContents } from 'electron';

const blockers = new Map<number, number>();

/** Holds the display on for one page; given up when the page asks, reloads, crashes or closes. */
export function keepAwake(page: WebContents, on: boolean): boolean {
  const held = blockers.get(page.id);
  if (on === (held !== undefined)) return on;
  if (held !== undefined) {
    letGo(page.id);
    return false;
  }
  blockers.set(page.id, powerSaveBlocker.start('prevent-display-sleep'));
  page.once('destroyed', () => letGo(page.id));
  page.once('did-navigate', () => letGo(page.id));
  page.once('render-process-gone', () => letGo(page.id));
  return true;
}

function letGo(pageId: number): void {
  const held = blockers.get(pageId);
  if (held === undefined) return;
  blockers.delete(pageId);
  powerSaveBlocker.stop(held);
}
