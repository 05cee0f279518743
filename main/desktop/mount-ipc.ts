import { ipcMain, type WebContents } from 'electron';
import type { ShellRequestName, ShellRequests } from '#contracts/bridge.ts';
import { logFault, logLine } from './log.ts';
import { isTrustedFrame } from './own-address.ts';
import { SHELL_INPUTS } from './shell-inputs.ts';
import { ShellRefusal } from './shell-refusal.ts';

export type ShellHandlers = {
  [Name in ShellRequestName]: (
    sender: WebContents,
    ...args: ShellRequests[Name]['args']
  ) => Promise<ShellRequests[Name]['result']> | ShellRequests[Name]['result'];
};

/** Mounts every request of the bridge. Who asks is looked at first, what is asked second; neither is logged in content. */
export function mountIpc(handlers: ShellHandlers): void {
  for (const name of Object.keys(handlers) as ShellRequestName[]) mountOne(name, handlers[name]);
}

function mountOne<Name extends ShellRequestName>(name: Name, handler: ShellHandlers[Name]): void {
  ipcMain.handle(name, async (event, ...args: unknown[]) => {
    if (!isTrustedFrame(event.senderFrame)) {
      logLine('foreign_sender', { request: name });
      throw new ShellRefusal('foreign_sender');
    }
    const parsed = SHELL_INPUTS[name].safeParse(args);
    if (!parsed.success) throw new ShellRefusal('invalid_input');
    try {
      return await handler(event.sender, ...(parsed.data as ShellRequests[Name]['args']));
    } catch (error) {
      if (error instanceof ShellRefusal) throw error;
      logFault('request_failed', error, { request: name });
      throw new Error('internal', { cause: error });
    }
  });
}
