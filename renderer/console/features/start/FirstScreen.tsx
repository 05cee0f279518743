import { useState } from 'react';
import type { Refusal } from '#contracts/errors.ts';
import { startDrill } from '#contracts/session.ts';
import { newId } from '#renderer/client/new-id.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Progress } from '#renderer/ui/Progress.tsx';
import { useSecond } from '#renderer/ui/use-second.ts';
import { elapsed } from '../../format.ts';
import { refusalText } from '../../refusal-text.ts';
import { StartFrame } from '../../shell/StartFrame.tsx';
import { useApp, useConsole } from '../../state/use-console.ts';
import { useText } from '../../use-text.ts';
import { FoundCourtForm } from './FoundCourtForm.tsx';
import { LanguageKey } from './LanguageKey.tsx';
import styles from './start.module.css';

/** The one question of a hub that belongs to nobody yet: set up a court, or play the drill. */
export function FirstScreen() {
  const t = useText();
  const [founding, setFounding] = useState(false);
  const drill = useDrill();
  if (founding) return <FoundCourtForm onBack={() => setFounding(false)} />;
  return (
    <StartFrame title={t('start:first.title')} wide>
      <p>{t('start:first.intro')}</p>
      <div className={styles.choices}>
        <section className={styles.choice} aria-label={t('start:first.found')}>
          <p>{t('start:first.found_hint')}</p>
          <Button size="l" wide disabled={drill.since !== null} onClick={() => setFounding(true)}>
            {t('start:first.found')}
          </Button>
        </section>
        <section className={styles.choice} aria-label={t('start:first.drill')}>
          <p>{t('start:first.drill_hint')}</p>
          <Button
            size="l"
            wide
            tone="primary"
            autoFocus
            busy={drill.since !== null}
            onClick={() => void drill.start()}
          >
            {t('start:first.drill')}
          </Button>
        </section>
      </div>
      {drill.since !== null && <Preparing since={drill.since} />}
      {drill.refusal && (
        <p className={styles.refused} role="alert">
          {drill.refusal.code === 'launch_token_wrong'
            ? t('start:first.not_here')
            : refusalText(t, drill.refusal)}
        </p>
      )}
      <footer className={styles.foot}>
        <LanguageKey />
      </footer>
    </StartFrame>
  );
}

function useDrill() {
  const { hub } = useApp();
  const readSetup = useConsole((s) => s.readSetup);
  const [since, setSince] = useState<number | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const start = async () => {
    setRefusal(null);
    setSince(Date.now());
    const reply = await hub.call(startDrill, { commandId: newId() });
    // Answered or not, the hub knows how far it came: a drill that takes longer than the call shows up by itself.
    await readSetup();
    if (!reply.ok && reply.error.code !== 'already_set_up') {
      setRefusal(reply.error);
      setSince(null);
    }
  };
  return { since, refusal, start };
}

function Preparing({ since }: { since: number }) {
  const t = useText();
  const now = useSecond();
  const progress = useConsole((s) => s.progress['drill']);
  return (
    <Progress
      label={t('start:first.drill_starting')}
      total={progress?.total ?? null}
      done={progress?.done ?? 0}
      text={`${t('start:first.drill_starting')} ${t('start:first.drill_wait', { time: elapsed(now - since) })}`}
    />
  );
}
