import { Menu, Tray } from 'electron';
import type { ShellTexts } from './texts.ts';

export type SeatTray = { tell(hubUp: boolean): void };

/** The way back to a closed window while the hub goes on, and the only other place to quit. Keep the returned object. */
export function openTray(
  icon: string,
  texts: ShellTexts,
  actions: { show: () => void; quit: () => void },
): SeatTray {
  const tray = new Tray(icon);
  const tell = (hubUp: boolean) =>
    tray.setToolTip(`${texts.product} · ${hubUp ? texts.hubUp : texts.hubDown}`);
  tray.setContextMenu(
    Menu.buildFromTemplate([
      { label: texts.show, click: actions.show },
      { type: 'separator' },
      { label: texts.quit, click: actions.quit },
    ]),
  );
  tray.on('click', actions.show);
  tell(false);
  return { tell };
}
