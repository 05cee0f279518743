import { useState } from 'react';
import { cx } from '#renderer/ui/class-names.ts';
import { Checkbox } from '#renderer/ui/Field.tsx';
import { ListState } from '#renderer/ui/ListState.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { clockTime, dateTime } from '../../format.ts';
import { refusalText } from '../../refusal-text.ts';
import { useConsole } from '../../state/use-console.ts';
import { callSignOf, useHolds, useOne, useUnitOf } from '../../state/use-domain.ts';
import { useText } from '../../use-text.ts';
import { recordLetter, recordSentence } from './record-sentence.ts';
import { type TimelineLine, useTimeline } from './use-timeline.ts';
import styles from './Timeline.module.css';

const SHOWN = 200;
/** Never of interest here. */
const QUIET = new Set(['order_delivered', 'message_marked', 'viewing_closed', 'record_opened']);
/** Receipts by the dozen would push out what happened; they stand in the order itself. What a unit could not or would not do stays. */
const isReceipt = ({ type, body }: TimelineLine) =>
  type === 'order_acknowledged' ||
  type === 'viewing_opened' ||
  (type === 'order_progressed' && (body['state'] === 'executing' || body['state'] === 'done'));

/** What was recorded of the operation that the boards are about, newest first. */
export function Timeline() {
  const t = useText();
  const reads = useHolds('record.read');
  const operationId = useConsole((s) => s.operationId);
  const [receipts, setReceipts] = useState(false);
  const { lines, refusal } = useTimeline(reads ? operationId : null);
  const shown = lines
    ?.filter((line) => !QUIET.has(line.type) && (receipts || !isReceipt(line)))
    .slice(-SHOWN)
    .reverse();
  return (
    <Panel
      title={t('situation:timeline.title')}
      count={shown?.length}
      tools={<Checkbox label={t('situation:timeline.receipts')} checked={receipts} onChange={setReceipts} />}
    >
      {!reads ? (
        <ListState kind="empty" text={t('common.hidden_by_role')} />
      ) : operationId === null ? (
        <ListState kind="empty" text={t('situation:timeline.no_operation')} />
      ) : shown === undefined ? (
        refusal ? (
          <ListState
            kind="error"
            text={t('situation:timeline.failed', { reason: refusalText(t, refusal) })}
          />
        ) : (
          <ListState kind="loading" text={t('app.loading')} />
        )
      ) : shown.length === 0 ? (
        <ListState kind="empty" text={t('situation:timeline.empty')} />
      ) : (
        <ol className={styles.lines} tabIndex={0} aria-label={t('situation:timeline.title')}>
          {shown.map((line) => (
            <Line key={line.seq} line={line} />
          ))}
        </ol>
      )}
    </Panel>
  );
}

function Line({ line }: { line: TimelineLine }) {
  const t = useText();
  const unitOf = useUnitOf();
  const operation = useOne(
    'operation',
    useConsole((s) => s.operationId),
  );
  const sentence = recordSentence(t, line, {
    unit: (id) => callSignOf(unitOf(id)),
    site: (id) => operation?.sites[id]?.plan.name ?? '',
  });
  return (
    <li
      className={cx(
        styles.line,
        line.type === 'incident_raised' && styles.alarm,
        line.type === 'order_overdue' && styles.warn,
      )}
    >
      <time dateTime={line.at} title={dateTime(line.at)}>
        {clockTime(line.at)}
      </time>
      <span className={styles.letter} aria-hidden="true">
        {recordLetter(t, line.stream)}
      </span>
      <span>{sentence}</span>
    </li>
  );
}
