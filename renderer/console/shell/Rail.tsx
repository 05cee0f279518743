import { soundsAt } from '#domain/incident/state.ts';
import { useConsole } from '../state/use-console.ts';
import { useCourtCode, useOpenIncidents, useRole } from '../state/use-domain.ts';
import { screensOf, type ScreenId } from '../state/screens.ts';
import { useOverdueCount } from '../features/orders/use-overdue.ts';
import { useUnreadRequests } from '../features/messages/use-unread.ts';
import { useInboxCount } from '../features/operations/use-inbox.ts';
import { useText } from '../use-text.ts';
import { cx } from '#renderer/ui/class-names.ts';
import styles from './Rail.module.css';

/** The screens that the role has, each with what waits there. */
export function Rail() {
  const t = useText();
  const role = useRole();
  const screen = useConsole((s) => s.screen);
  const goTo = useConsole((s) => s.goTo);
  const court = useCourtCode();
  const incidents = useOpenIncidents();
  const sounding = incidents.some((incident) => soundsAt(incident, court));
  const counts: Partial<Record<ScreenId, number>> = {
    alarms: incidents.length,
    orders: useOverdueCount(),
    messages: useUnreadRequests(),
    operations: useInboxCount(),
  };
  return (
    <nav className={styles.rail} aria-label={t('rail.label')}>
      {screensOf(role).map((id, index) => (
        <button
          key={id}
          type="button"
          className={cx(styles.item, id === 'alarms' && sounding && styles.sounding)}
          aria-current={screen === id ? 'page' : undefined}
          aria-keyshortcuts={index < 9 ? `Alt+${index + 1}` : undefined}
          onClick={() => goTo(id)}
        >
          <span className={styles.letter} aria-hidden="true">
            {t(`rail_letter.${id}`)}
          </span>
          <span className={styles.word}>{t(`rail.${id}`)}</span>
          {(counts[id] ?? 0) > 0 && (
            <span className={cx(styles.count, id === 'alarms' && styles.alarm)}>{counts[id]}</span>
          )}
        </button>
      ))}
    </nav>
  );
}
