import { useEffect } from 'react';
import { markMessage } from '#contracts/message.ts';
import type { Message } from '#domain/message/state.ts';
import { newId } from '#renderer/client/new-id.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { cx } from '#renderer/ui/class-names.ts';
import { Row } from '#renderer/ui/Panel.tsx';
import { clockTime, timeSeenFrom } from '../../format.ts';
import { useApp, useConsole, useHubNow } from '../../state/use-console.ts';
import { callSignOf, useHolds, useUnitOf } from '../../state/use-domain.ts';
import { useText } from '../../use-text.ts';
import { answerTo, readersOf, threadOf } from './thread.ts';
import { isUnreadHere } from './use-unread.ts';
import styles from './messages.module.css';

/** A message with what it answers and what answered it; each with the receipt of every person. Opening it marks it as read. */
export function MessageThread({ message, all }: { message: Message; all: readonly Message[] }) {
  const t = useText();
  const { hub } = useApp();
  const writes = useHolds('message.send');
  const replyTo = useConsole((s) => s.replyTo);
  const pick = useConsole((s) => s.pick);
  const unread = isUnreadHere(message);
  const { messageId, fromUnitId } = message;
  useEffect(() => {
    if (!unread || !writes) return;
    void hub.call(markMessage, {
      commandId: newId(),
      messageId,
      state: 'read',
      occurredAt: new Date(hub.hubNow()).toISOString(),
    });
  }, [unread, writes, messageId, hub]);
  return (
    <>
      {threadOf(message, all).map((one) => (
        <One key={one.messageId} message={one} open={one === message} />
      ))}
      {fromUnitId !== null && (
        <Row>
          {writes && (
            <Button
              tone={message.kind === 'request_instruction' && !answerTo(message, all) ? 'primary' : 'plain'}
              shortcut="Enter"
              onClick={() => replyTo(message)}
            >
              {t('messages:reply')}
            </Button>
          )}
          <Button onClick={() => pick('unit', fromUnitId)}>{t('situation:detail.title')}</Button>
        </Row>
      )}
    </>
  );
}

function One({ message, open }: { message: Message; open: boolean }) {
  const t = useText();
  const now = useHubNow();
  return (
    <article className={cx(styles.message, message.fromUnitId === null && styles.ours, open && styles.open)}>
      <p className={styles.meta}>
        <Badge tone={message.kind === 'request_instruction' ? 'warn' : 'dim'}>
          {t(`terms:message_kind.${message.kind}`)}
        </Badge>{' '}
        {message.fromName} <time dateTime={message.sentAt}>{timeSeenFrom(message.sentAt, now)}</time>
      </p>
      <p className={styles.text}>{message.text}</p>
      <Receipts message={message} />
    </article>
  );
}

function Receipts({ message }: { message: Message }) {
  const t = useText();
  const unitOf = useUnitOf();
  const time = (at: string | null | undefined) => (at ? clockTime(at) : '—');
  return (
    <table className={styles.receipts}>
      <thead>
        <tr>
          <th>{t('messages:person')}</th>
          <th>{t('messages:delivered')}</th>
          <th>{t('messages:read')}</th>
        </tr>
      </thead>
      <tbody>
        {readersOf(message).map((reader) => {
          const receipt = message.receipts[reader];
          const unit = reader === 'seat' ? undefined : unitOf(reader);
          return (
            <tr key={reader}>
              <td>
                {reader === 'seat'
                  ? `${t('messages:to_center')} ${receipt?.readAt ? receipt.name : ''}`
                  : `${callSignOf(unit)} ${unit?.profile.name ?? ''}`}
              </td>
              <td>{time(receipt?.deliveredAt)}</td>
              <td className={receipt?.readAt ? styles.read : undefined}>{time(receipt?.readAt)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
