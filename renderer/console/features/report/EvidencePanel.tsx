import type { RecordLine } from '#contracts/record.ts';
import type { Refusal } from '#contracts/errors.ts';
import { ListState } from '#renderer/ui/ListState.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { dateTime } from '../../format.ts';
import { refusalText } from '../../refusal-text.ts';
import { callSignOf, useOne, useUnitOf } from '../../state/use-domain.ts';
import { useText } from '../../use-text.ts';
import { shortHash } from '../audit/audit-view.ts';
import { recordLetter, recordSentence } from '../situation/record-sentence.ts';
import { evidenceOf, type Figure } from './evidence.ts';
import { figureName } from './report-text.ts';
import styles from './report.module.css';

type Props = {
  operationId: string;
  figure: Figure | null;
  lines: readonly RecordLine[] | null;
  refusal: Refusal | null;
};

/** The records that the chosen figure rests on, each with its number and hash. */
export function EvidencePanel({ operationId, figure, lines, refusal }: Props) {
  const t = useText();
  const found = figure && lines ? evidenceOf(figure, lines) : [];
  return (
    <Panel title={t('record:report.evidence')} count={figure && lines ? found.length : undefined} padded>
      {refusal ? (
        <ListState
          kind="error"
          text={t('record:report.timeline_failed', { reason: refusalText(t, refusal) })}
        />
      ) : figure === null ? (
        <ListState kind="empty" text={t('record:report.figure_hint')} />
      ) : (
        <>
          <h3 className={styles.evidenceOf}>
            {t('record:report.evidence_of', { figure: figureName(t, figure), n: found.length })}
          </h3>
          {found.length === 0 && <ListState kind="empty" text={t('record:report.evidence_none')} />}
          <ol className={styles.lines}>
            {found.map((line) => (
              <Line key={line.seq} operationId={operationId} line={line} />
            ))}
          </ol>
        </>
      )}
    </Panel>
  );
}

function Line({ operationId, line }: { operationId: string; line: RecordLine }) {
  const t = useText();
  const unitOf = useUnitOf();
  const operation = useOne('operation', operationId);
  const sentence = recordSentence(t, line, {
    unit: (id) => callSignOf(unitOf(id)),
    site: (id) => operation?.sites[id]?.plan.name ?? '',
  });
  return (
    <li>
      <span className={styles.letter}>{recordLetter(t, line.stream)}</span>
      <span>
        {sentence}
        <small>
          <time>{dateTime(line.at)}</time> {line.actorName}{' '}
          <code title={line.hash}>{`#${line.seq} ${shortHash(line.hash)}`}</code>
        </small>
      </span>
    </li>
  );
}
