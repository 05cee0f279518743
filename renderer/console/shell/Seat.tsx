import { useCallback, useEffect, useState } from 'react';
import { AlarmBar } from '../features/alarms/AlarmBar.tsx';
import { AlarmDesk } from '../features/alarms/AlarmDesk.tsx';
import { AlarmWatch } from '../features/alarms/AlarmWatch.tsx';
import { WithdrawDialog } from '../features/alarms/WithdrawDialog.tsx';
import { focusCommandLine } from '../features/command-line/focus-command-line.ts';
import { MessageBox } from '../features/messages/MessageBox.tsx';
import { MessageWatch } from '../features/messages/MessageWatch.tsx';
import { OrderComposer } from '../features/orders/OrderComposer.tsx';
import { Listener } from '../features/video/Listener.tsx';
import { PurposeDialog } from '../features/video/PurposeDialog.tsx';
import { alarmSound } from '../media/alarm-sound.ts';
import { useApp } from '../state/use-console.ts';
import { CommandBar } from './CommandBar.tsx';
import { HelpDialog } from './HelpDialog.tsx';
import { Notices } from './Notices.tsx';
import { Rail } from './Rail.tsx';
import { Screens } from './Screens.tsx';
import { StaleBar, TopBar } from './TopBar.tsx';
import { useSeatKeys } from './use-seat-keys.ts';
import { Watermark } from './Watermark.tsx';
import styles from './Seat.module.css';

/** The seat: what is always in sight around the screen that is worked in, and what comes on top of it. */
export function Seat() {
  const [helping, setHelping] = useState(false);
  const help = useCallback(() => setHelping(true), []);
  const line = useCallback(() => focusCommandLine(document), []);
  useSeatKeys({ onHelp: help, onLine: line });
  useAwake();
  return (
    // A browser opens the loudspeaker only on a gesture: the first one anywhere will do.
    <div className={styles.seat} onPointerDown={openLoudspeaker} onKeyDown={openLoudspeaker}>
      <div className={styles.bars}>
        <TopBar onEnableSound={() => void alarmSound.unblock()} />
        <StaleBar />
        <AlarmBar />
      </div>
      <div className={styles.work}>
        <div data-part="rail" className={styles.rail}>
          <Rail />
        </div>
        <Screens />
      </div>
      <CommandBar onHelp={help} />
      <OrderComposer />
      <MessageBox />
      <AlarmDesk />
      <WithdrawDialog />
      <PurposeDialog />
      {helping && <HelpDialog onClose={() => setHelping(false)} />}
      <Notices />
      <Watermark />
      <AlarmWatch />
      <MessageWatch />
      <Listener />
    </div>
  );
}

/** A display that goes dark shows no alarm. */
function useAwake() {
  const { shell } = useApp();
  useEffect(() => {
    const keep = (on: boolean) =>
      shell
        .keepAwake(on)
        .catch((cause: unknown) => console.warn('display not kept awake', { cause: String(cause) }));
    void keep(true);
    return () => void keep(false);
  }, [shell]);
}

let opened = false;
function openLoudspeaker() {
  if (opened) return;
  opened = true;
  void alarmSound.unblock();
}
