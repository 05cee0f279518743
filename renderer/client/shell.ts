import type { CommandBridge } from '#contracts/bridge.ts';
import { browserShell } from './browser-shell.ts';

declare global {
  interface Window {
    /** Put there by the preload, in Electron only. */
    readonly henglingShell?: CommandBridge;
  }
}

/** The machine this page runs on: Electron's bridge, or what a browser can do of it. */
export const shell: CommandBridge = window.henglingShell ?? browserShell();
