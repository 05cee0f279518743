import { contextBridge, ipcRenderer } from 'electron';
import {
  BRIDGE_NAME,
  SHELL_EVENT_CHANNEL,
  VERSION_ARGUMENT,
  type CommandBridge,
  type ShellEvent,
  type ShellRequestName,
  type ShellRequests,
} from '#contracts/bridge.ts';

/** Electron wraps what a handler threw in words of its own; the page gets the code alone. */
async function ask<Name extends ShellRequestName>(
  name: Name,
  ...args: ShellRequests[Name]['args']
): Promise<ShellRequests[Name]['result']> {
  try {
    return await ipcRenderer.invoke(name, ...args);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    throw new Error(/ShellRefusal: (\w+)$/.exec(text)?.[1] ?? text, { cause: error });
  }
}

const version = process.argv.find((argument) => argument.startsWith(VERSION_ARGUMENT));

const bridge: CommandBridge = {
  kind: 'electron',
  capabilities: {
    globalShortcut: true,
    placedWindows: true,
    nativeSave: true,
    directPdf: true,
    secrets: true,
  },
  versions: {
    app: version?.slice(VERSION_ARGUMENT.length) ?? '0.0.0',
    electron: process.versions.electron ?? null,
    chrome: process.versions.chrome ?? null,
  },
  hub: () => ask('shell:hub'),
  saveFile: (suggestedName, bytes) => ask('shell:save_file', suggestedName, bytes),
  printToPdf: (suggestedName) => ask('shell:print_to_pdf', suggestedName),
  alert: (alert) => ask('shell:alert', alert),
  openWindow: (kind) => ask('shell:open_window', kind),
  displays: () => ask('shell:displays'),
  keepAwake: (on) => ask('shell:keep_awake', on),
  secrets: {
    available: () => ask('shell:secret_available'),
    get: (name) => ask('shell:secret_get', name),
    set: (name, value) => ask('shell:secret_set', name, value),
    remove: (name) => ask('shell:secret_remove', name),
  },
  onShellEvent: (listener) => {
    // The IPC event object carries the sender and stays on this side.
    const relay = (_ipc: unknown, event: ShellEvent) => listener(event);
    ipcRenderer.on(SHELL_EVENT_CHANNEL, relay);
    return () => {
      ipcRenderer.off(SHELL_EVENT_CHANNEL, relay);
    };
  },
};

contextBridge.exposeInMainWorld(BRIDGE_NAME, bridge);
