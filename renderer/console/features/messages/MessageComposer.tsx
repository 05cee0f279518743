import { useEffect, useRef } from 'react';
import { stateOf } from '#renderer/client/replica.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { TextArea } from '#renderer/ui/Field.tsx';
import { Row } from '#renderer/ui/Panel.tsx';
import { emptyMessage, type MessageDraft } from '../../state/message-slice.ts';
import { useApp, useConsole } from '../../state/use-console.ts';
import { callSignOf, useOne } from '../../state/use-domain.ts';
import { useText } from '../../use-text.ts';
import { TargetPicker } from '../orders/TargetPicker.tsx';
import styles from './messages.module.css';

type Props = {
  draft: MessageDraft | null;
  /** Takes the focus when it comes, and when what it answers changes. */ focused?: boolean;
  onClose?: () => void;
};

/** A message being written: to whom, what it answers, the text. Never an order. */
export function MessageComposer({ draft, focused = false, onClose }: Props) {
  const t = useText();
  const { store } = useApp();
  const { unitIds, kind, replyTo, text } = draft ?? emptyMessage();
  const change = useConsole((s) => s.changeMessage);
  const send = useConsole((s) => s.sendDraft);
  const operation = useOne(
    'operation',
    useConsole((s) => s.operationId),
  );
  const answered = useOne('message', replyTo);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (focused) box.current?.querySelector('textarea')?.focus();
  }, [focused, replyTo]);
  const ready = unitIds.length > 0 && text.trim() !== '';
  const deaf = unitIds.flatMap((id) => {
    const unit = stateOf(store.getState().replica, 'unit', id);
    return unit && unit.deviceName === null ? callSignOf(unit) : [];
  });
  const submit = () => {
    if (ready && draft) void send(draft, t('messages:what.send'));
  };
  return (
    <div
      ref={box}
      className={styles.composer}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
        if (event.key === 'Escape' && onClose) {
          event.stopPropagation();
          onClose();
        }
      }}
    >
      {kind === 'reply' && answered ? (
        <p className={styles.replying}>
          <span className={styles.cut}>
            {t('messages:replying', { name: answered.fromName, text: answered.text })}
          </span>
          <Button size="s" tone="quiet" onClick={() => change({ kind: 'note', replyTo: null })}>
            {t('messages:stop_reply')}
          </Button>
        </p>
      ) : (
        <TargetPicker
          unitIds={unitIds}
          operation={operation}
          allowed={null}
          label={t('messages:to')}
          onChange={(ids) => change({ unitIds: ids })}
        />
      )}
      <TextArea
        label={t('messages:text')}
        hint={deaf.length > 0 ? t('messages:not_enrolled', { units: deaf.join(' ') }) : undefined}
        rows={3}
        value={text}
        maxLength={1000}
        onChange={(value) => change({ text: value })}
      />
      <Row end>
        {onClose && draft && <Button onClick={onClose}>{t('orders:discard')}</Button>}
        <Button tone="primary" shortcut="Ctrl+Enter" disabled={!ready} onClick={submit}>
          {t('messages:send')}
        </Button>
      </Row>
    </div>
  );
}
