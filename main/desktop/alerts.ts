import { app, Notification, type BrowserWindow } from 'electron';
import type { Alert } from '#contracts/bridge.ts';

/** Kept until they go: a notification that is collected as garbage no longer reports its click. */
const shown = new Set<Notification>();

/**
 * Draws the operator's eye to the console from whatever else is on screen. An urgent alert puts the window on top without
 * taking the keyboard away: what is being typed elsewhere must not land in an alarm panel.
 */
export function raiseAlert(window: BrowserWindow | null, { title, body, urgent }: Alert): void {
  if (Notification.isSupported()) {
    const notification = new Notification({ title, body, urgency: urgent ? 'critical' : 'normal' });
    shown.add(notification);
    notification.once('close', () => shown.delete(notification));
    notification.once('click', () => bringToFront(window));
    notification.show();
  }
  if (window === null || window.isDestroyed() || !urgent) return;
  window.flashFrame(true);
  window.once('focus', () => window.flashFrame(false));
  if (window.isMinimized() || !window.isVisible()) window.showInactive();
  window.moveTop();
}

export function bringToFront(window: BrowserWindow | null): void {
  if (window === null || window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  app.focus();
}
