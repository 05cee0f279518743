import { useState } from 'react';
import type { Message } from '#domain/message/state.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Elapsed } from '#renderer/ui/Age.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { type Column, DataTable } from '#renderer/ui/DataTable.tsx';
import { Checkbox, FilterBox } from '#renderer/ui/Field.tsx';
import { ListState } from '#renderer/ui/ListState.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { elapsed, timeSeenFrom } from '../../format.ts';
import screen from '../../shell/screen.module.css';
import { useConsole, useHubNow } from '../../state/use-console.ts';
import { useAll, useHolds, useOne } from '../../state/use-domain.ts';
import { useText } from '../../use-text.ts';
import { useTargetNames } from '../orders/use-target-names.ts';
import { MessageComposer } from './MessageComposer.tsx';
import { MessageThread } from './MessageThread.tsx';
import { answerTo, inReadingOrder, receiptCounts } from './thread.ts';
import { isUnreadHere, waitsForReply } from './use-unread.ts';
import styles from './messages.module.css';

/** All messages, 请示 that wait on top with their clock; beside them the picked one with each person's receipt, and the composer. */
export function MessagesScreen() {
  const t = useText();
  const all = useAll('message');
  const [onlyRequests, setOnlyRequests] = useState(false);
  const [filter, setFilter] = useState('');
  const openId = useConsole((s) => s.openMessageId);
  const open = useConsole((s) => s.openMessage);
  const draft = useConsole((s) => s.message);
  const close = useConsole((s) => s.closeMessage);
  const writeTo = useConsole((s) => s.writeTo);
  const replyTo = useConsole((s) => s.replyTo);
  const heard = useConsole((s) => s.heardAt !== null);
  const stale = useConsole((s) => s.link.state !== 'online');
  const writes = useHolds('message.send');
  const picked = useOne('message', openId);
  const columns = useColumns(all);
  const rows = inReadingOrder(all).filter(
    (message) => !onlyRequests || message.kind === 'request_instruction',
  );
  return (
    <div className={screen.two}>
      <Panel
        title={t('messages:title')}
        count={rows.length}
        tools={
          <>
            <Checkbox label={t('messages:only_requests')} checked={onlyRequests} onChange={setOnlyRequests} />
            <FilterBox label={t('common.filter')} value={filter} onChange={setFilter} />
            {writes && (
              <Button size="s" shortcut="M" onClick={() => writeTo([])}>
                {t('messages:compose')}
              </Button>
            )}
          </>
        }
      >
        <DataTable
          label={t('messages:title')}
          rows={rows}
          columns={columns}
          rowKey={(message) => message.messageId}
          filter={filter}
          picked={openId}
          onPick={(message) => open(message.messageId)}
          onOpen={(message) => writes && message.fromUnitId !== null && replyTo(message)}
          tone={(message) => (waitsForReply(message, all) ? 'warn' : null)}
          stale={stale}
          empty={
            heard ? (
              <ListState kind="empty" text={t('messages:empty')} />
            ) : (
              <ListState kind="loading" text={t('app.loading')} />
            )
          }
        />
      </Panel>
      <div className={styles.side}>
        <Panel title={t('messages:thread')} padded>
          {picked ? (
            <MessageThread key={picked.messageId} message={picked} all={all} />
          ) : (
            <ListState kind="empty" text={t('messages:none')} />
          )}
        </Panel>
        {writes ? (
          <MessageComposer draft={draft} focused={draft !== null} onClose={close} />
        ) : (
          <p className={styles.note}>{t('messages:cannot_write')}</p>
        )}
      </div>
    </div>
  );
}

function useColumns(all: readonly Message[]): Column<Message>[] {
  const t = useText();
  const now = useHubNow();
  const names = useTargetNames();
  const to = (message: Message) =>
    message.unitIds.length === 0 ? t('messages:center') : names(message.unitIds);
  const from = (message: Message) =>
    message.fromUnitId === null ? message.fromName : `${names([message.fromUnitId])} ${message.fromName}`;
  return [
    {
      id: 'at',
      header: t('messages:list.time'),
      kind: 'number',
      cell: (message) => timeSeenFrom(message.sentAt, now),
      sortBy: (message) => message.sentAt,
    },
    {
      id: 'kind',
      header: '',
      cell: (message) => (
        <Badge tone={waitsForReply(message, all) ? 'warn' : message.kind === 'note' ? 'dim' : 'plain'}>
          {t(`terms:message_kind.${message.kind}`)}
        </Badge>
      ),
    },
    {
      id: 'from',
      header: t('messages:list.from'),
      cell: (message) => (isUnreadHere(message) ? <strong>{from(message)}</strong> : from(message)),
      text: from,
      sortBy: from,
    },
    { id: 'to', header: t('messages:list.to'), cell: to, text: to },
    {
      id: 'text',
      header: t('messages:list.text'),
      grows: true,
      cell: (message) => (isUnreadHere(message) ? <strong>{message.text}</strong> : message.text),
      text: (message) => message.text,
    },
    {
      id: 'receipts',
      header: t('messages:list.receipts'),
      kind: 'number',
      cell: (message) => <State message={message} all={all} now={now} />,
    },
  ];
}

/** 请示: how long it has waited, or after how long it was answered. Everything else: how many have read it. */
function State({ message, all, now }: { message: Message; all: readonly Message[]; now: number }) {
  const t = useText();
  if (waitsForReply(message, all))
    return (
      <Elapsed text={t('messages:waits', { time: elapsed(now - Date.parse(message.sentAt)) })} tone="warn" />
    );
  const answer = message.kind === 'request_instruction' ? answerTo(message, all) : undefined;
  if (answer)
    return t('messages:answered_in', {
      time: elapsed(Date.parse(answer.sentAt) - Date.parse(message.sentAt)),
    });
  const { read, total } = receiptCounts(message);
  return total === 0 ? '—' : `${read}/${total}`;
}
