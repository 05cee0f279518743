import { useEffect } from 'react';
import { Toasts } from '#renderer/ui/Toasts.tsx';
import { refusalText } from '../refusal-text.ts';
import { useConsole } from '../state/use-console.ts';
import { useText } from '../use-text.ts';

const GOOD_NEWS_MS = 4_000;

/** What became of commands. Good news goes by itself, a refusal stays until it was closed. */
export function Notices() {
  const t = useText();
  const notices = useConsole((s) => s.notices);
  const close = useConsole((s) => s.closeNotice);
  const passing = notices.find((notice) => notice.kind !== 'refused')?.id;
  useEffect(() => {
    if (passing === undefined) return;
    const timer = setTimeout(() => close(passing), GOOD_NEWS_MS);
    return () => clearTimeout(timer);
  }, [passing, close]);
  return (
    <Toasts
      label={t('toast.label')}
      closeLabel={t('common.close')}
      onClose={close}
      toasts={notices.map(({ id, kind, what, error }) => ({
        id,
        tone: kind === 'done' ? 'ok' : kind === 'queued' ? 'info' : 'warn',
        title: t(`toast.${kind}`, { what }),
        text: error ? refusalText(t, error) : '',
      }))}
    />
  );
}
