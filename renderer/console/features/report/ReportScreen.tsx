import { useState } from 'react';
import { createPortal } from 'react-dom';
import { BEFORE_APPROVAL } from '#domain/operation/state.ts';
import type { Report } from '#contracts/record.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { ListState } from '#renderer/ui/ListState.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { refusalText } from '../../refusal-text.ts';
import { useApp, useConsole } from '../../state/use-console.ts';
import { useAll } from '../../state/use-domain.ts';
import { useText } from '../../use-text.ts';
import { EvidencePanel } from './EvidencePanel.tsx';
import type { Figure } from './evidence.ts';
import { reportFileName } from './report-text.ts';
import { ReportPaper } from './ReportPaper.tsx';
import { useReport } from './use-report.ts';
import styles from './report.module.css';

/** The wrap-up report of an operation, counted from the record; every figure leads to the records it rests on. */
export function ReportScreen() {
  const t = useText();
  const heard = useConsole((s) => s.heardAt !== null);
  const focused = useConsole((s) => s.operationId);
  const focus = useConsole((s) => s.focusOperation);
  const operations = [...useAll('operation')]
    .filter((operation) => !BEFORE_APPROVAL.includes(operation.phase))
    .sort((a, b) => b.plannedStart.localeCompare(a.plannedStart));
  const chosen = operations.find((operation) => operation.operationId === focused) ?? operations[0];
  const operationId = chosen?.operationId ?? null;
  const { built, refusal, busy, build } = useReport(operationId);
  const [figure, setFigure] = useState<Figure | null>(null);
  return (
    <div className={styles.screen}>
      <Panel
        title={t('record:report.title')}
        tools={
          operationId !== null && (
            <>
              <select
                className={styles.select}
                aria-label={t('record:report.pick')}
                value={operationId}
                onChange={(event) => {
                  focus(event.target.value);
                  setFigure(null);
                }}
              >
                {operations.map((operation) => (
                  <option key={operation.operationId} value={operation.operationId}>
                    {`${operation.number} ${operation.title}`}
                  </option>
                ))}
              </select>
              <Button size="s" busy={busy} onClick={build}>
                {t('record:report.build')}
              </Button>
              {built && <Outputs report={built.report} />}
            </>
          )
        }
      >
        <div className={styles.desk}>
          {operationId === null && (
            <ListState
              kind={heard ? 'empty' : 'loading'}
              text={t(heard ? 'record:report.none' : 'app.loading')}
            />
          )}
          {refusal && (
            <ListState
              kind={refusal.code === 'link_down' ? 'offline' : 'error'}
              text={t('record:report.failed', { reason: refusalText(t, refusal) })}
            />
          )}
          {busy && !built && <ListState kind="loading" text={t('record:report.loading')} />}
          {built && <ReportPaper report={built.report} onFigure={setFigure} />}
        </div>
      </Panel>
      <EvidencePanel
        operationId={operationId ?? ''}
        figure={figure}
        lines={built?.lines ?? null}
        refusal={built?.linesRefusal ?? null}
      />
      {built &&
        createPortal(
          <div className={styles.print} data-theme="sunlight">
            <ReportPaper report={built.report} />
          </div>,
          document.body,
        )}
    </div>
  );
}

/** PDF and JSON; a notice tells where a file went and its digest, a failure stays beside the keys. */
function Outputs({ report }: { report: Report }) {
  const t = useText();
  const { shell } = useApp();
  const tellDone = useConsole((s) => s.tellDone);
  const [failed, setFailed] = useState<string | null>(null);
  const save = async (what: () => Promise<{ path: string; sha256: string } | null>) => {
    setFailed(null);
    try {
      const saved = await what();
      if (saved) tellDone(t('record:report.saved', saved));
    } catch (cause) {
      setFailed(cause instanceof Error ? cause.message : String(cause));
    }
  };
  const name = (ending: string) => reportFileName(report, t('drill.mark'), ending);
  const json = () => new TextEncoder().encode(`${JSON.stringify(report, null, 2)}\n`);
  return (
    <>
      <Button size="s" tone="primary" onClick={() => void save(() => shell.printToPdf(name('pdf')))}>
        {t('record:report.print')}
      </Button>
      <Button size="s" onClick={() => void save(() => shell.saveFile(name('json'), json()))}>
        {t('record:report.json')}
      </Button>
      {failed !== null && (
        <span className={styles.warn} role="alert">
          {t('record:report.not_saved', { reason: failed })}
        </span>
      )}
    </>
  );
}
