import { cx } from '#renderer/ui/class-names.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { useReturnFocus } from '../../shell/use-return-focus.ts';
import type { MessageDraft } from '../../state/message-slice.ts';
import { useApp, useConsole } from '../../state/use-console.ts';
import { useText } from '../../use-text.ts';
import { MessageComposer } from './MessageComposer.tsx';
import styles from './messages.module.css';

/** A message that is being written away from the messages screen: in a corner, so that the situation stays in sight. */
export function MessageBox() {
  const { window } = useApp();
  const draft = useConsole((s) => s.message);
  const elsewhere = useConsole((s) => window !== 'main' || s.screen !== 'messages');
  return draft && elsewhere ? <Box draft={draft} /> : null;
}

function Box({ draft }: { draft: MessageDraft }) {
  const t = useText();
  const close = useConsole((s) => s.closeMessage);
  const beside = useConsole((s) => s.composer !== null);
  useReturnFocus();
  return (
    <section
      className={cx(styles.box, beside && styles.beside)}
      role="dialog"
      aria-modal="false"
      aria-label={t('messages:compose')}
    >
      <header className={styles.head}>
        <h2>{t('messages:compose')}</h2>
        <IconButton label={t('orders:discard')} onClick={close}>
          <span aria-hidden="true">{'✕'}</span>
        </IconButton>
      </header>
      <MessageComposer draft={draft} focused onClose={close} />
    </section>
  );
}
