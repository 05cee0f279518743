import type { HubAddress } from '#contracts/bridge.ts';
import { raiseAlert } from './alerts.ts';
import { keepAwake } from './keep-awake.ts';
import type { ShellHandlers } from './mount-ipc.ts';
import { printToPdf, saveFile } from './save.ts';
import { currentDisplays, type SeatWindows } from './seat-windows.ts';
import type { Secrets } from './secrets.ts';
import { ShellRefusal } from './shell-refusal.ts';

/** The bridge's requests, each tied to the part of the shell that does it. */
export function shellHandlers(seat: {
  windows: SeatWindows;
  secrets: Secrets;
  hubAddress: () => HubAddress | null;
}): ShellHandlers {
  const { secrets, windows } = seat;
  return {
    'shell:hub': () => {
      const address = seat.hubAddress();
      if (address === null) throw new ShellRefusal('hub_unavailable');
      return address;
    },
    'shell:save_file': saveFile,
    'shell:print_to_pdf': printToPdf,
    'shell:alert': (_sender, alert) => raiseAlert(windows.main(), alert),
    'shell:open_window': (_sender, kind) => windows.openKind(kind),
    'shell:displays': () => currentDisplays(),
    'shell:keep_awake': keepAwake,
    'shell:secret_available': () => secrets.available(),
    'shell:secret_get': (_sender, name) => secrets.get(name),
    'shell:secret_set': (_sender, name, value) => secrets.set(name, value),
    'shell:secret_remove': (_sender, name) => secrets.remove(name),
  };
}
