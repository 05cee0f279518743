import { useConsole } from '../../state/use-console.ts';
import { useAlarmed } from '../../state/use-domain.ts';
import { useText } from '../../use-text.ts';
import { Tile } from './Tile.tsx';
import styles from './VideoScreen.module.css';

const SHOWN = 4;

/** Below the map: the pictures of alarmed units first, then those opened last. */
export function VideoStrip() {
  const t = useText();
  const tiles = useConsole((s) => s.tiles);
  const alarmed = useAlarmed();
  const closeTile = useConsole((s) => s.closeTile);
  const shown = [...tiles]
    .sort((a, b) => Number(alarmed.has(b.unitId)) - Number(alarmed.has(a.unitId)))
    .slice(0, SHOWN);
  return (
    <section aria-label={t('situation:video.title')} className={shown.length > 0 ? styles.strip : undefined}>
      {shown.length === 0 ? (
        <p className={styles.none} role="status">
          {t('situation:video.empty')}
        </p>
      ) : (
        shown.map((tile) => <Tile key={tile.unitId} {...tile} onClose={() => closeTile(tile.unitId)} />)
      )}
    </section>
  );
}
