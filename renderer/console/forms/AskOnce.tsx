import { useState } from 'react';
import { Button } from '#renderer/ui/Button.tsx';
import { TextField } from '#renderer/ui/Field.tsx';
import { Row } from '#renderer/ui/Panel.tsx';
import { useText } from '../use-text.ts';
import styles from './forms.module.css';

type Props = {
  /** On the key, and on the one that does it. */
  label: string;
  /** What will happen. */
  text: string;
  /** Asks for a reason as well, which must be given. */
  reasonLabel?: string;
  busy?: boolean;
  disabled?: boolean;
  onYes: (reason: string) => void;
};

/** A key that asks once, in its place, before it does what cannot be undone. Escape puts it back. */
export function AskOnce({ label, text, reasonLabel, busy = false, disabled = false, onYes }: Props) {
  const t = useText();
  const [asked, setAsked] = useState(false);
  const [reason, setReason] = useState('');
  if (!asked) {
    return (
      <Row>
        <Button disabled={disabled} onClick={() => setAsked(true)}>
          {label}
        </Button>
      </Row>
    );
  }
  return (
    <form
      className={styles.ask}
      onKeyDown={(event) => event.key === 'Escape' && setAsked(false)}
      onSubmit={(event) => {
        event.preventDefault();
        if (reasonLabel !== undefined && reason.trim() === '') return;
        onYes(reason.trim());
      }}
    >
      <p>{text}</p>
      {reasonLabel !== undefined && (
        <TextField label={reasonLabel} value={reason} maxLength={300} autoFocus onChange={setReason} />
      )}
      <Row>
        <Button
          type="submit"
          busy={busy}
          disabled={reasonLabel !== undefined && reason.trim() === ''}
          autoFocus={reasonLabel === undefined}
        >
          {label}
        </Button>
        <Button tone="quiet" onClick={() => setAsked(false)}>
          {t('common.cancel')}
        </Button>
      </Row>
    </form>
  );
}
