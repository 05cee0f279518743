import { useEffect, useState } from 'react';
import { cx } from '#renderer/ui/class-names.ts';
import { refusalText } from '../refusal-text.ts';
import { useTalkState } from '../media/use-media.ts';
import type { TalkState } from '../media/talk.ts';
import { useConsole } from '../state/use-console.ts';
import { useTargetNames } from '../features/orders/use-target-names.ts';
import { type Text, useText } from '../use-text.ts';
import styles from './CommandBar.module.css';

const SHOWN_MS = 8_000;

const reason = (t: Text, refusal: NonNullable<TalkState['refusal']>): string =>
  refusal.code === 'no_microphone'
    ? t('talk.no_microphone')
    : t('talk.refused', { reason: refusalText(t, refusal) });

/** Who speaks now, this seat included, and why it may not. A refusal stays for some seconds after the key was let go. */
export function TalkStatus() {
  const t = useText();
  const state = useTalkState();
  const names = useTargetNames();
  const mine = useConsole((s) => s.session?.caller.name);
  const others = useConsole((s) => s.talks);
  const refused = useLastRefusal(state);
  const incoming = others.filter((talk) => talk.name !== mine);
  if (state.phase === 'opening') return <Said>{t('talk.opening')}</Said>;
  if (state.phase === 'speaking')
    return <Said live>{t('talk.speaking', { target: names(state.unitIds) })}</Said>;
  if (refused) return <Said warn>{reason(t, refused)}</Said>;
  if (incoming.length > 0)
    return <Said live>{t('talk.incoming', { name: incoming.map((talk) => talk.name).join('、') })}</Said>;
  return null;
}

function Said({
  children,
  live = false,
  warn = false,
}: {
  children: string;
  live?: boolean;
  warn?: boolean;
}) {
  return (
    <span
      className={cx(styles.said, live && styles.live, warn && styles.warn)}
      role={warn ? 'alert' : 'status'}
    >
      {children}
    </span>
  );
}

function useLastRefusal({ refusal }: TalkState): TalkState['refusal'] {
  const [last, setLast] = useState<TalkState['refusal']>(null);
  if (refusal !== null && refusal !== last) setLast(refusal);
  useEffect(() => {
    if (refusal !== null || last === null) return;
    const timer = setTimeout(() => setLast(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [refusal, last]);
  return last;
}
