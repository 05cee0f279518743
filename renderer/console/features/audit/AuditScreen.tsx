import { useState } from 'react';
import type { RecordLine } from '#contracts/record.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { cx } from '#renderer/ui/class-names.ts';
import { type Column, DataTable } from '#renderer/ui/DataTable.tsx';
import { TextField } from '#renderer/ui/Field.tsx';
import { ListState } from '#renderer/ui/ListState.tsx';
import { Facts, Panel } from '#renderer/ui/Panel.tsx';
import { dateTime } from '../../format.ts';
import { refusalText } from '../../refusal-text.ts';
import screen from '../../shell/screen.module.css';
import { useConsole } from '../../state/use-console.ts';
import { useText } from '../../use-text.ts';
import { recordLetter } from '../situation/record-sentence.ts';
import { bodyRows, eventName, groupedHash, shortHash, streamParts } from './audit-view.ts';
import { useAudit } from './use-audit.ts';
import { VerifyPanel } from './VerifyPanel.tsx';
import styles from './audit.module.css';

/** The hub's log for the auditor: who did what when to which thing, and the proof that nothing was changed. */
export function AuditScreen() {
  const t = useText();
  const [typed, setTyped] = useState('');
  const [text, setText] = useState('');
  const [pickedSeq, setPickedSeq] = useState<string | null>(null);
  const audit = useAudit(text);
  const stale = useConsole((s) => s.link.state !== 'online');
  const { page, refusal } = audit;
  const lines = page?.lines ?? [];
  const picked = lines.find((line) => String(line.seq) === pickedSeq);
  return (
    <div className={screen.two}>
      <Panel
        title={t('record:audit.title')}
        tools={
          <>
            {page && <span>{t('record:audit.head', { n: page.head })}</span>}
            {lines.length > 0 && (
              <span>{t('record:audit.range', { from: lines[0]!.seq, to: lines.at(-1)!.seq })}</span>
            )}
            <Button size="s" busy={audit.busy && audit.isNewest} onClick={audit.newest}>
              {t('record:audit.newest')}
            </Button>
            <Button
              size="s"
              busy={audit.busy && !audit.isNewest}
              disabled={audit.older === null}
              onClick={() => audit.older?.()}
            >
              {t('record:audit.older')}
            </Button>
          </>
        }
      >
        <div className={styles.log}>
          <form
            className={styles.search}
            role="search"
            onSubmit={(event) => {
              event.preventDefault();
              setText(typed.trim());
              audit.newest();
            }}
          >
            <TextField
              label={t('record:audit.filter')}
              type="search"
              value={typed}
              maxLength={100}
              onChange={setTyped}
            />
            <Button type="submit">{t('record:audit.search')}</Button>
          </form>
          <DataTable
            label={t('record:audit.title')}
            rows={lines}
            columns={useColumns()}
            rowKey={(line) => String(line.seq)}
            picked={pickedSeq}
            onPick={(line) => setPickedSeq(String(line.seq))}
            stale={stale || audit.busy}
            empty={
              refusal ? (
                <ListState
                  kind={refusal.code === 'link_down' ? 'offline' : 'error'}
                  text={t('record:audit.failed', { reason: refusalText(t, refusal) })}
                />
              ) : page && !audit.busy ? (
                <ListState
                  kind="empty"
                  text={t('record:audit.empty')}
                  hint={page.more ? t('record:audit.more', { n: 0 }) : undefined}
                />
              ) : (
                <ListState kind="loading" text={t('record:audit.loading')} />
              )
            }
          />
          {refusal && lines.length > 0 && (
            <p className={cx(styles.note, styles.warn)} role="alert">
              {t('record:audit.failed', { reason: refusalText(t, refusal) })}
            </p>
          )}
        </div>
      </Panel>
      <Panel
        title={picked ? t('record:audit.detail', { seq: picked.seq }) : t('situation:detail.title')}
        padded
      >
        <VerifyPanel
          head={audit.head}
          onGoTo={(seq) => {
            setTyped('');
            setText('');
            audit.goTo(seq);
            setPickedSeq(String(seq));
          }}
        />
        {picked ? <LineDetail line={picked} /> : <ListState kind="empty" text={t('record:audit.pick')} />}
      </Panel>
    </div>
  );
}

function LineDetail({ line }: { line: RecordLine }) {
  const t = useText();
  const rows = bodyRows(line.body);
  return (
    <>
      <h3 className={styles.title}>
        {eventName(t, line.type)}
        <small>{line.type}</small>
      </h3>
      <Facts
        facts={[
          [t('record:audit.columns.seq'), line.seq],
          [t('record:audit.columns.at'), dateTime(line.at)],
          [t('record:audit.columns.actor'), line.actorName],
          [
            t('record:audit.actor_id'),
            <span key="a" className={styles.hash}>
              {line.actor}
            </span>,
          ],
          [
            t('record:audit.columns.stream'),
            <span key="s" className={styles.hash}>
              {line.stream}
            </span>,
          ],
          [
            t('record:audit.columns.hash'),
            <span key="h" className={styles.hash}>
              {groupedHash(line.hash)}
            </span>,
          ],
        ]}
      />
      <section className={styles.part} aria-label={t('record:audit.content')}>
        <h4 className={styles.sub}>{t('record:audit.content')}</h4>
        {rows.length === 0 && <p className={styles.quiet}>{t('record:audit.no_content')}</p>}
        <dl className={styles.body}>
          {rows.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  );
}

function useColumns(): Column<RecordLine>[] {
  const t = useText();
  return [
    { id: 'seq', header: t('record:audit.columns.seq'), kind: 'number', cell: (line) => line.seq },
    { id: 'at', header: t('record:audit.columns.at'), kind: 'number', cell: (line) => dateTime(line.at) },
    {
      id: 'kind',
      header: '',
      cell: (line) => <span className={styles.letter}>{recordLetter(t, line.stream)}</span>,
    },
    { id: 'type', header: t('record:audit.columns.type'), cell: (line) => eventName(t, line.type) },
    { id: 'actor', header: t('record:audit.columns.actor'), grows: true, cell: (line) => line.actorName },
    {
      id: 'stream',
      header: t('record:audit.columns.stream'),
      cell: (line) => {
        const { kind, tail } = streamParts(line.stream);
        return <code className={styles.quiet} title={line.stream}>{`${kind} …${tail}`}</code>;
      },
    },
    {
      id: 'hash',
      header: t('record:audit.columns.hash'),
      cell: (line) => (
        <code className={styles.quiet} title={line.hash}>
          {shortHash(line.hash)}
        </code>
      ),
    },
  ];
}
