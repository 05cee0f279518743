import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SendMessage } from '#contracts/message.ts';
import type { Message } from '#domain/message/state.ts';
import { statesOf } from '#renderer/client/replica.ts';
import { useApp, useField } from '../../shell/field-context.ts';
import { shortTime } from '../../shell/format.ts';
import { Nothing } from '../../shell/Nothing.tsx';
import { useRefusalText } from '../../shell/use-refusal-text.ts';
import { isUnread, ownMessages, ownOperation } from '../../state/own.ts';
import styles from './MessagesTab.module.css';

const MOST_SHOWN = 200;

/** Texts with the command center, oldest on top; those not sent yet stand below with their mark. */
export function MessagesTab() {
  const { t } = useTranslation('field');
  const messages = useField((s) => statesOf(s.replica, 'message'));
  const unitId = useField((s) => s.identity?.unitId ?? '');
  const outbox = useField((s) => s.outbox);
  const own = useMemo(() => ownMessages(messages, unitId).slice(-MOST_SHOWN), [messages, unitId]);
  const waiting = outbox.filter(
    (item) => item.name === 'message.send' && !own.some((m) => item.about === `message:${m.messageId}`),
  );
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => end.current?.scrollIntoView({ block: 'end' }), [own.length, waiting.length]);

  return (
    <div className={styles.page}>
      <div className="stack">
        {own.length === 0 && waiting.length === 0 && <Nothing title={t('messages.none')} />}
        {own.map((message) => (
          <Bubble key={message.messageId} message={message} unitId={unitId} />
        ))}
        {waiting.map((item) => {
          const input = item.input as unknown as SendMessage;
          return (
            <article key={item.commandId} className={styles.bubble} data-own="true" data-waiting="true">
              <p className={styles.text}>{input.text}</p>
              {item.error ? (
                <Refused commandId={item.commandId} />
              ) : (
                <p className={styles.meta}>{t('messages.waiting')}</p>
              )}
            </article>
          );
        })}
        <div ref={end} />
      </div>
      <Composer />
    </div>
  );
}

function Refused({ commandId }: { commandId: string }) {
  const { t } = useTranslation('field');
  const app = useApp();
  const refusalText = useRefusalText();
  const error = useField((s) => s.outbox.find((item) => item.commandId === commandId)?.error);
  if (!error) return null;
  return (
    <p className="warn" role="alert">
      {t('outbox.refused', { reason: refusalText(error) })}{' '}
      <button className="link" onClick={() => app.dismissOutboxItem(commandId)}>
        {t('outbox.dismiss')}
      </button>
    </p>
  );
}

function Bubble({ message, unitId }: { message: Message; unitId: string }) {
  const { t } = useTranslation('field');
  const { commands } = useApp();
  const own = message.fromUnitId === unitId;
  const unread = isUnread(message, unitId);
  useEffect(() => {
    if (!unread) return undefined;
    const tell = () => document.visibilityState === 'visible' && commands.mark(message.messageId, 'read');
    tell();
    document.addEventListener('visibilitychange', tell);
    return () => document.removeEventListener('visibilitychange', tell);
  }, [commands, message.messageId, unread]);
  return (
    <article className={styles.bubble} data-own={own}>
      <p className={styles.meta}>
        {!own && <strong>{message.fromName}</strong>}{' '}
        {message.kind !== 'note' && <b>{t(`messages.${message.kind}`)}</b>} {shortTime(message.sentAt)}
      </p>
      <p className={styles.text}>{message.text}</p>
      {own && <ReceiptLine message={message} />}
    </article>
  );
}

function ReceiptLine({ message }: { message: Message }) {
  const { t } = useTranslation('field');
  const receipts = Object.values(message.receipts);
  const reader = receipts.find((receipt) => receipt.readAt);
  return (
    <p className={styles.meta}>
      {reader
        ? t('messages.read', { name: reader.name })
        : receipts.some((receipt) => receipt.deliveredAt)
          ? t('messages.delivered')
          : t('messages.sent')}
    </p>
  );
}

function Composer() {
  const { t } = useTranslation('field');
  const app = useApp();
  const operationId = useField((s) => ownOperation(s)?.operationId ?? null);
  const [text, setText] = useState('');
  const given = text.trim();
  const send = (kind: SendMessage['kind'], what: string) => {
    if (what === '') return;
    app.commands.send({ kind, text: what, operationId, unitIds: [], replyTo: null });
    setText('');
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send('note', given);
  };
  return (
    <form className={styles.composer} onSubmit={submit} aria-label={t('messages.to_center')}>
      <div className="chips">
        {(t('messages.quick', { returnObjects: true }) as string[]).map((quick, index) => (
          <button
            key={quick}
            type="button"
            className="chip"
            onClick={() => send(index === 2 ? 'note' : 'request_instruction', quick)}
          >
            {quick}
          </button>
        ))}
      </div>
      <div className={styles.line}>
        <input
          value={text}
          maxLength={1000}
          enterKeyHint="send"
          placeholder={t('messages.placeholder')}
          aria-label={t('messages.placeholder')}
          onChange={(event) => setText(event.target.value)}
        />
        <button
          type="button"
          className="key"
          title={t('messages.ask_hint')}
          disabled={given === ''}
          onClick={() => send('request_instruction', given)}
        >
          {t('messages.ask')}
        </button>
        <button className="key key-strong" disabled={given === ''}>
          {t('messages.send')}
        </button>
      </div>
    </form>
  );
}
