import type { WindowKind } from '#contracts/bridge.ts';
import { AlarmBar } from '../features/alarms/AlarmBar.tsx';
import { WithdrawDialog } from '../features/alarms/WithdrawDialog.tsx';
import { DetailPanel } from '../features/situation/DetailPanel.tsx';
import { Boards } from '../features/situation/SituationScreen.tsx';
import { OrderComposer } from '../features/orders/OrderComposer.tsx';
import { MessageBox } from '../features/messages/MessageBox.tsx';
import { PurposeDialog } from '../features/video/PurposeDialog.tsx';
import { VideoScreen } from '../features/video/VideoScreen.tsx';
import { MapView } from '../map/MapView.tsx';
import { useApp } from '../state/use-console.ts';
import { Notices } from './Notices.tsx';
import { PanelGuard } from './PanelGuard.tsx';
import { StaleBar } from './TopBar.tsx';
import { Watermark } from './Watermark.tsx';
import { useSeatKeys } from './use-seat-keys.ts';
import styles from './SideWindow.module.css';

const nothing = () => undefined;

/** A window of the seat on another monitor: one part of the seat, filling it. Sound and desk of an alarm are the main window's. */
export function SideWindow({ kind }: { kind: WindowKind }) {
  const { positions } = useApp();
  useSeatKeys({ onHelp: nothing, onLine: nothing });
  return (
    <div className={styles.window}>
      <div>
        <StaleBar />
        <AlarmBar />
      </div>
      <div className={styles.body}>
        {kind === 'map' && (
          <PanelGuard part="map" className={styles.fill}>
            <MapView positions={positions} />
          </PanelGuard>
        )}
        {kind === 'wall' && (
          <PanelGuard part="video" className={styles.fill}>
            <VideoScreen wall />
          </PanelGuard>
        )}
        {kind === 'board' && (
          <div className={styles.boards}>
            <Boards />
            <PanelGuard part="detail" className={styles.fill}>
              <DetailPanel />
            </PanelGuard>
          </div>
        )}
      </div>
      <OrderComposer />
      <MessageBox />
      <WithdrawDialog />
      <PurposeDialog />
      <Notices />
      <Watermark />
    </div>
  );
}
