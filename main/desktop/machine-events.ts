import { globalShortcut, powerMonitor, screen } from 'electron';
import type { ShellEvent } from '#contracts/bridge.ts';
import { logLine } from './log.ts';
import { currentDisplays, type SeatWindows } from './seat-windows.ts';
import { createTalkLatch } from './talk-latch.ts';

/** Works from any program; chosen because neither the common desktops nor Chinese input methods use it. */
export const TALK_KEY = 'CommandOrControl+Alt+F9';

/** Hands on to the pages what only the OS knows: power, lock, displays, and the talk key. After `ready`. */
export function watchMachine(windows: SeatWindows): void {
  const tell = (event: ShellEvent) => windows.tell(event);
  const talk = createTalkLatch((phase) => tell({ type: 'talk_key', phase }));

  powerMonitor.on('suspend', () => {
    talk.release();
    tell({ type: 'power', state: 'suspend' });
  });
  powerMonitor.on('resume', () => tell({ type: 'power', state: 'resume' }));
  powerMonitor.on('lock-screen', () => {
    talk.release();
    tell({ type: 'power', state: 'lock' });
  });
  powerMonitor.on('unlock-screen', () => tell({ type: 'power', state: 'unlock' }));

  const displaysChanged = () => {
    windows.arrange();
    tell({ type: 'displays', displays: currentDisplays() });
  };
  screen.on('display-added', displaysChanged);
  screen.on('display-removed', displaysChanged);
  screen.on('display-metrics-changed', displaysChanged);

  // Another program may hold the key; the seat then talks from its own window only.
  if (!globalShortcut.register(TALK_KEY, () => talk.press())) logLine('talk_key_taken', { key: TALK_KEY });
}
