import { useConsole, useHubNow } from '../state/use-console.ts';
import { useOne } from '../state/use-domain.ts';
import { age, clockTime, elapsed } from '../format.ts';
import { useText } from '../use-text.ts';
import { Clock } from '#renderer/ui/Age.tsx';
import { Badge } from '#renderer/ui/Badge.tsx';
import { useSecond } from '#renderer/ui/use-second.ts';
import { SeatMenu } from './SeatMenu.tsx';
import { cx } from '#renderer/ui/class-names.ts';
import styles from './TopBar.module.css';

/** Always in sight: who sits here, drill, link, what waits to be sent, the hub's time. */
export function TopBar({ onEnableSound }: { onEnableSound: () => void }) {
  const t = useText();
  const session = useConsole((s) => s.session);
  const operation = useOne(
    'operation',
    useConsole((s) => s.operationId),
  );
  const drill = useConsole((s) => s.setup?.drill ?? false);
  const pending = useConsole((s) => s.link.pending);
  const soundBlocked = useConsole((s) => s.soundBlocked);
  const now = useHubNow();
  if (!session) return null;
  const { caller, courtName } = session;
  return (
    <header className={styles.bar} aria-label={t('top.label')}>
      <strong className={styles.name}>{t('app.name')}</strong>
      <span className={styles.seat}>
        {t('top.seat', { court: courtName, role: t(`terms:role.${caller.role}`) })}{' '}
        <span className={styles.person}>{caller.name}</span>
      </span>
      {drill && <span className={styles.drill}>{t('drill.mark')}</span>}
      {operation && (
        <Badge tone="dim" title={operation.title}>
          {t('top.operation', { number: operation.number })}
        </Badge>
      )}
      <span className={styles.space} />
      {soundBlocked && (
        <button type="button" className={styles.sound} onClick={onEnableSound}>
          {t('top.sound_off')}
        </button>
      )}
      <LinkState />
      <span className={cx(styles.pending, pending > 0 && styles.waiting)} role="status">
        {t('top.pending', { n: pending })}
      </span>
      <Clock time={clockTime(now)} zone={t('top.zone')} label={t('top.clock', { time: clockTime(now) })} />
      <SeatMenu />
    </header>
  );
}

const CLOCK_DIFFERS_MS = 2_000;

function LinkState() {
  const t = useText();
  const link = useConsole((s) => s.link);
  const waited = elapsed(useSecond() - link.since);
  const text =
    link.state === 'online'
      ? link.latencyMs === null
        ? t('link.online_unmeasured')
        : t('link.online', { ms: Math.round(link.latencyMs) })
      : t(`link.${link.state}`, { time: waited });
  const offset = link.clockOffsetMs ?? 0;
  const differs =
    Math.abs(offset) > CLOCK_DIFFERS_MS
      ? t('link.clock_offset', { s: (Math.abs(offset) / 1000).toFixed(1) })
      : undefined;
  return (
    <span
      className={cx(styles.link, styles[link.state])}
      role="status"
      aria-label={`${t('link.label')} ${text}`}
      title={differs}
    >
      <span className={styles.dot} aria-hidden="true" />
      {text}
      {differs && <span aria-hidden="true">{' ▲'}</span>}
    </span>
  );
}

/** Below the top bar while the link is down: what is on the screen is old, and how old. */
export function StaleBar() {
  const t = useText();
  const online = useConsole((s) => s.link.state === 'online');
  const heardAt = useConsole((s) => s.heardAt);
  const now = useHubNow();
  if (online) return null;
  return (
    <p className={styles.stale} role="status">
      {heardAt === null
        ? t('link.stale_never')
        : t('link.stale', { time: clockTime(heardAt), age: age(t, now - heardAt) })}
    </p>
  );
}
