import { useEffect } from 'react';
import { Button } from '#renderer/ui/Button.tsx';
import { cx } from '#renderer/ui/class-names.ts';
import { callSignOf, useOne } from '../state/use-domain.ts';
import { useApp, useConsole } from '../state/use-console.ts';
import { useText } from '../use-text.ts';
import { distance } from './distance.ts';
import type { OpenMap } from './open-map.ts';
import { TRAIL_MINUTES } from './show-overlays.ts';
import { useFacts } from './use-facts.ts';
import styles from './MapView.module.css';

/** What one has to know about the map in front of one: its base, whom it follows, what it waits for. */
export function MapNotes({ map }: { map: OpenMap }) {
  const t = useText();
  const base = useFacts(map, (facts) => facts.base);
  const gridMeters = useFacts(map, (facts) => facts.gridMeters);
  const trail = useFacts(map, (facts) => facts.trail);
  const noFixOf = useOne(
    'unit',
    useFacts(map, (facts) => facts.noFixOf),
  );
  const withoutFix = useFacts(map, (facts) => facts.withoutFix);
  return (
    <div className={styles.notes} aria-live="polite">
      <Placing />
      <Following />
      {base === 'loading' && <p className={styles.note}>{t('situation:map.loading')}</p>}
      {base === 'failed' && <p className={cx(styles.note, styles.warn)}>{t('situation:map.base_failed')}</p>}
      {base === 'ready' && gridMeters !== null && (
        <p className={cx(styles.note, styles.dim)}>
          {t('situation:map.no_streets', { grid: distance(t, gridMeters) })}
        </p>
      )}
      {noFixOf && (
        <p className={cx(styles.note, styles.warn)}>
          {t('situation:map.no_fix', { name: callSignOf(noFixOf) })}
        </p>
      )}
      {trail === 'failed' && (
        <p className={cx(styles.note, styles.warn)}>{t('situation:map.trail_failed')}</p>
      )}
      {trail === 'empty' && (
        <p className={cx(styles.note, styles.dim)}>{t('situation:map.trail_empty', { n: TRAIL_MINUTES })}</p>
      )}
      {withoutFix > 0 && (
        <p className={cx(styles.note, styles.dim)}>{t('situation:map.without_fix', { n: withoutFix })}</p>
      )}
    </div>
  );
}

function Following() {
  const t = useText();
  const unit = useOne(
    'unit',
    useConsole((s) => s.followId),
  );
  const follow = useConsole((s) => s.follow);
  if (!unit) return null;
  return (
    <p className={styles.note}>
      {t('situation:map.following', { name: callSignOf(unit) })}
      <Button size="s" onClick={() => follow(null)}>
        {t('situation:detail.unfollow')}
      </Button>
    </p>
  );
}

function Placing() {
  const t = useText();
  const { store } = useApp();
  const isPlacing = useConsole((s) => s.placing !== null);
  useEffect(() => {
    if (!isPlacing) return;
    const giveUp = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing) return;
      event.preventDefault();
      store.getState().startPlacing(null);
    };
    // Before the seat's own keys, which would let go of what is picked.
    window.addEventListener('keydown', giveUp, { capture: true });
    return () => window.removeEventListener('keydown', giveUp, { capture: true });
  }, [isPlacing, store]);
  if (!isPlacing) return null;
  return (
    <p className={cx(styles.note, styles.asks)}>
      {t('operations:sites.picking')}
      <Button size="s" shortcut="Esc" onClick={() => store.getState().startPlacing(null)}>
        {t('common.cancel')}
      </Button>
    </p>
  );
}
