import { Splitter } from '#renderer/ui/Splitter.tsx';
import { MapView } from '../../map/MapView.tsx';
import { PanelGuard } from '../../shell/PanelGuard.tsx';
import { useApp, useConsole } from '../../state/use-console.ts';
import { useText } from '../../use-text.ts';
import { VideoStrip } from '../video/VideoStrip.tsx';
import { DetailPanel } from './DetailPanel.tsx';
import { OperationsBoard } from './OperationsBoard.tsx';
import { OrdersBoard } from './OrdersBoard.tsx';
import { Timeline } from './Timeline.tsx';
import { UnitsBoard } from './UnitsBoard.tsx';
import { useFirstOperation } from './use-first-operation.ts';
import { useSizes } from './use-sizes.ts';
import styles from './SituationScreen.module.css';

/** Boards, map, pictures and what is picked, side by side; every border between them can be moved and stays where it was put. */
export function SituationScreen() {
  const t = useText();
  const { positions } = useApp();
  const { layout, setLayout, scale } = useSizes();
  useFirstOperation();
  const box = useConsole((s) => s.tiles.length > 0);
  return (
    <div className={styles.situation}>
      <div
        className={styles.board}
        ref={(element) => void element?.style.setProperty('width', `${scale(layout.boardWidth)}px`)}
      >
        <Boards />
      </div>
      <Splitter
        label={t('layout.board_width')}
        kind="column"
        value={layout.boardWidth}
        min={300}
        max={1100}
        grows={1}
        onChange={(boardWidth) => setLayout({ boardWidth })}
      />
      <div className={styles.middle}>
        <PanelGuard part="map" className={styles.map}>
          <MapView positions={positions} />
        </PanelGuard>
        {box && (
          <Splitter
            label={t('layout.video_height')}
            kind="row"
            value={layout.videoHeight}
            min={90}
            max={560}
            grows={-1}
            onChange={(videoHeight) => setLayout({ videoHeight })}
          />
        )}
        <PanelGuard part="video">
          <div
            className={box ? styles.video : styles.noVideo}
            ref={(element) =>
              void element?.style.setProperty('--video-height', `${scale(layout.videoHeight)}px`)
            }
          >
            <VideoStrip />
          </div>
        </PanelGuard>
      </div>
      <Splitter
        label={t('layout.side_width')}
        kind="column"
        value={layout.sideWidth}
        min={240}
        max={800}
        grows={-1}
        onChange={(sideWidth) => setLayout({ sideWidth })}
      />
      <div
        className={styles.side}
        ref={(element) => void element?.style.setProperty('width', `${scale(layout.sideWidth)}px`)}
      >
        <PanelGuard part="detail" className={styles.fill}>
          <DetailPanel />
        </PanelGuard>
        <Splitter
          label={t('layout.side_rows')}
          kind="row"
          value={layout.timelineHeight}
          min={80}
          max={800}
          grows={-1}
          onChange={(timelineHeight) => setLayout({ timelineHeight })}
        />
        <Sized height={scale(layout.timelineHeight)}>
          <PanelGuard part="timeline" className={styles.fill}>
            <Timeline />
          </PanelGuard>
        </Sized>
      </div>
    </div>
  );
}

/** The three boards above one another; in a window of their own they share its width. */
export function Boards() {
  const t = useText();
  const { layout, setLayout, scale } = useSizes();
  return (
    <div className={styles.boards}>
      <Sized height={scale(layout.operationsHeight)}>
        <PanelGuard part="operations" className={styles.fill}>
          <OperationsBoard />
        </PanelGuard>
      </Sized>
      <Splitter
        label={t('layout.board_rows')}
        kind="row"
        value={layout.operationsHeight}
        min={70}
        max={600}
        grows={1}
        onChange={(operationsHeight) => setLayout({ operationsHeight })}
      />
      <PanelGuard part="units" className={styles.fill}>
        <UnitsBoard />
      </PanelGuard>
      <Splitter
        label={t('layout.board_rows')}
        kind="row"
        value={layout.ordersHeight}
        min={70}
        max={600}
        grows={-1}
        onChange={(ordersHeight) => setLayout({ ordersHeight })}
      />
      <Sized height={scale(layout.ordersHeight)}>
        <PanelGuard part="orders" className={styles.fill}>
          <OrdersBoard />
        </PanelGuard>
      </Sized>
    </div>
  );
}

function Sized({ height, children }: { height: number; children: React.ReactNode }) {
  return (
    <div className={styles.sized} ref={(element) => void element?.style.setProperty('height', `${height}px`)}>
      {children}
    </div>
  );
}
