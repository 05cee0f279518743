import { IconButton } from '#renderer/ui/IconButton.tsx';
import { useText } from '../use-text.ts';
import type { OpenMap } from './open-map.ts';
import styles from './MapView.module.css';

/** Keys for the view, for those who do not use the wheel. */
export function MapTools({ map: { app, camera } }: { map: OpenMap }) {
  const t = useText();
  return (
    <div className={styles.tools} role="toolbar" aria-label={t('situation:map.tools')}>
      <IconButton label={t('situation:map.zoom_in')} onClick={() => app.map.zoomIn()}>
        +
      </IconButton>
      <IconButton label={t('situation:map.zoom_out')} onClick={() => app.map.zoomOut()}>
        −
      </IconButton>
      <IconButton label={t('situation:map.show_sites')} onClick={camera.showSites}>
        {t('situation:map.sites_letter')}
      </IconButton>
      <IconButton label={t('situation:map.show_china')} onClick={camera.showChina}>
        {t('situation:map.china_letter')}
      </IconButton>
    </div>
  );
}
