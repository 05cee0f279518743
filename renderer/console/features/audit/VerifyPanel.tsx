import { Button } from '#renderer/ui/Button.tsx';
import { Row } from '#renderer/ui/Panel.tsx';
import { Progress } from '#renderer/ui/Progress.tsx';
import { clockTime } from '../../format.ts';
import { refusalText } from '../../refusal-text.ts';
import { useConsole } from '../../state/use-console.ts';
import { useText } from '../../use-text.ts';
import { groupedHash } from './audit-view.ts';
import { useVerify, type Verified } from './use-verify.ts';
import styles from './audit.module.css';

type Props = { head: { seq: number; hash: string } | null; onGoTo: (seq: number) => void };

/** The end of the log to be written down, and the walk over the whole chain with what it found. */
export function VerifyPanel({ head, onGoTo }: Props) {
  const t = useText();
  const { busy, verified, refusal, verify } = useVerify();
  const progress = useConsole((s) => s.progress['verify']);
  return (
    <section className={styles.verify} aria-label={t('record:verify.button')}>
      {head && (
        <>
          <p className={styles.sub}>{t('record:audit.write_down', { n: head.seq })}</p>
          <p className={styles.hash}>{groupedHash(head.hash)}</p>
          <p className={styles.quiet}>{t('record:audit.write_hint')}</p>
        </>
      )}
      <Row>
        <Button tone="primary" busy={busy} onClick={() => void verify()}>
          {t('record:verify.button')}
        </Button>
        {!busy && !verified && !refusal && <span className={styles.quiet}>{t('record:verify.never')}</span>}
      </Row>
      {busy && (
        <Progress
          label={t('record:verify.running')}
          done={progress?.done ?? 0}
          total={progress && progress.total > 0 ? progress.total : null}
          text={
            progress && progress.total > 0
              ? t('record:verify.progress', { done: progress.done, total: progress.total })
              : t('record:verify.running')
          }
        />
      )}
      {refusal && (
        <p className={styles.warn} role="alert">
          {t('record:verify.failed', { reason: refusalText(t, refusal) })}
        </p>
      )}
      {verified && !busy && <Outcome verified={verified} onGoTo={onGoTo} />}
    </section>
  );
}

function Outcome({ verified, onGoTo }: { verified: Verified; onGoTo: (seq: number) => void }) {
  const t = useText();
  const { ok, records, head, firstBad, at, seconds } = verified;
  if (ok || firstBad === null) {
    return (
      <div className={styles.good} role="status">
        <p>{`✓ ${records === 0 ? t('record:verify.none') : t('record:verify.ok', { records })}`}</p>
        {head !== null && (
          <p className={styles.hash}>{t('record:verify.head', { hash: groupedHash(head) })}</p>
        )}
        <p
          className={styles.quiet}
        >{`${t('record:verify.at', { time: clockTime(at) })} · ${t('record:verify.seconds', { s: seconds.toFixed(1) })}`}</p>
      </div>
    );
  }
  return (
    <div className={styles.bad} role="alert">
      <p>{`✕ ${t('record:verify.bad', firstBad)}`}</p>
      <p>{t('record:verify.bad_hint')}</p>
      <p className={styles.quiet}>{t('record:verify.at', { time: clockTime(at) })}</p>
      <Row>
        <Button size="s" onClick={() => onGoTo(firstBad.seq)}>
          {t('record:verify.go_to_bad', { seq: firstBad.seq })}
        </Button>
      </Row>
    </div>
  );
}
