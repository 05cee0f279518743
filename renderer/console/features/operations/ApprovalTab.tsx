import { useState } from 'react';
import {
  approveOperation,
  cancelOperation,
  reopenOperation,
  returnOperation,
  submitOperation,
} from '#contracts/operation.ts';
import { transition } from '#domain/operation/lifecycle.ts';
import type { Operation } from '#domain/operation/state.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { TextArea, TextField } from '#renderer/ui/Field.tsx';
import { ListState } from '#renderer/ui/ListState.tsx';
import { FormGrid, Row } from '#renderer/ui/Panel.tsx';
import { dateTime } from '../../format.ts';
import { useConsole } from '../../state/use-console.ts';
import { useMayOperation } from '../../state/use-domain.ts';
import { useForm } from '../../state/use-form.ts';
import { useText } from '../../use-text.ts';
import { AskOnce } from '../../forms/AskOnce.tsx';
import { BlockedNote } from './BlockedNote.tsx';
import { submitGaps } from './next-step.ts';
import { Refused } from '../../forms/Refused.tsx';
import { waitsFor } from './use-inbox.ts';
import { useSend } from '../../forms/use-send.ts';
import styles from './operations.module.css';

/** From the draft to the approval by another person, and what was said on the way. */
export function ApprovalTab({ operation }: { operation: Operation }) {
  const t = useText();
  const { operationId, phase } = operation;
  const drafts = useMayOperation('operation.draft', operation);
  const approves = useMayOperation('operation.approve', operation);
  const callerId = useConsole((s) => s.session?.caller.id ?? '');
  const { send, busy, refusal } = useSend();
  const submittable = phase === 'draft' || phase === 'assessed';
  const gaps = submitGaps(operation);
  return (
    <div className={styles.pad}>
      {(submittable || phase === 'pending' || phase === 'returned') && <BlockedNote operation={operation} />}
      {submittable && drafts && (
        <section className={styles.part} aria-label={t('operations:approval.submit')}>
          {gaps.length > 0 ? (
            <ul className={styles.gaps}>
              {gaps.map((gap) => (
                <li key={gap}>{t(`operations:next.${gap}`)}</li>
              ))}
            </ul>
          ) : (
            <p>{t('operations:approval.ready')}</p>
          )}
          <Row>
            <Button
              tone="primary"
              busy={busy}
              disabled={gaps.length > 0}
              onClick={() =>
                void send(submitOperation, { operationId }, t('operations:what.submit'), operationId)
              }
            >
              {t('operations:approval.submit')}
            </Button>
          </Row>
        </section>
      )}
      {phase === 'pending' && !(approves && waitsFor(operation, callerId)) && (
        <p className={styles.warn}>
          {t(approves ? 'operations:approval.same_person' : 'operations:approval.waiting')}
        </p>
      )}
      {phase === 'pending' && approves && waitsFor(operation, callerId) && (
        <Decide operationId={operationId} />
      )}
      <Row>
        {phase === 'returned' && drafts && (
          <Button
            tone="primary"
            busy={busy}
            onClick={() =>
              void send(reopenOperation, { operationId }, t('operations:what.reopen'), operationId)
            }
          >
            {t('operations:approval.reopen')}
          </Button>
        )}
        {drafts && transition('operation', phase, 'cancelled') && (
          <AskOnce
            label={t('operations:approval.cancel')}
            text={t('operations:approval.cancel_text')}
            reasonLabel={t('operations:approval.cancel_reason')}
            busy={busy}
            onYes={(reason) =>
              void send(cancelOperation, { operationId, reason }, t('operations:what.cancel'), operationId)
            }
          />
        )}
      </Row>
      <Refused refusal={refusal} />
      <History operation={operation} />
    </div>
  );
}

function Decide({ operationId }: { operationId: string }) {
  const t = useText();
  const { form, change, clear } = useForm(`approval/${operationId}`, { number: '', opinion: '' });
  const [shown, setShown] = useState(false);
  const { send, busy, refusal } = useSend();
  const numberless = form.number.trim() === '';
  const approve = async () => {
    setShown(true);
    if (numberless) return;
    if (
      await send(
        approveOperation,
        { operationId, documentNumber: form.number.trim(), opinion: form.opinion.trim() },
        t('operations:what.approve'),
        operationId,
      )
    )
      clear();
  };
  return (
    <form
      className={styles.form}
      aria-label={t('operations:tabs.approval')}
      onSubmit={(event) => {
        event.preventDefault();
        void approve();
      }}
    >
      <FormGrid>
        <TextField
          label={t('operations:approval.number')}
          value={form.number}
          maxLength={80}
          error={shown && numberless ? t('operations:approval.number_required') : null}
          autoFocus
          onChange={(number) => change({ number })}
        />
        <TextArea
          wide
          label={t('operations:approval.opinion')}
          value={form.opinion}
          maxLength={500}
          onChange={(opinion) => change({ opinion })}
        />
      </FormGrid>
      <Refused refusal={refusal} />
      <Row>
        <Button type="submit" tone="primary" busy={busy}>
          {t('operations:approval.approve')}
        </Button>
        <AskOnce
          label={t('operations:approval.return')}
          text={t('operations:approval.return_text')}
          reasonLabel={t('operations:approval.return_reason')}
          busy={busy}
          onYes={(reason) =>
            void send(returnOperation, { operationId, reason }, t('operations:what.return'), operationId)
          }
        />
      </Row>
    </form>
  );
}

function History({ operation: { approvals, returns } }: { operation: Operation }) {
  const t = useText();
  const said = [
    ...approvals.map(({ at, name, documentNumber, opinion }) => ({
      at,
      text: t('operations:approval.approved', { name, time: dateTime(at), number: documentNumber }),
      note: opinion,
    })),
    ...returns.map(({ at, name, reason }) => ({
      at,
      text: t('operations:approval.returned', { name, time: dateTime(at), reason }),
      note: '',
    })),
  ].sort((a, b) => a.at.localeCompare(b.at));
  return (
    <section className={styles.part} aria-label={t('operations:approval.history')}>
      <header className={styles.partHead}>
        <h3>{t('operations:approval.history')}</h3>
      </header>
      {said.length === 0 && <ListState kind="empty" text={t('operations:approval.none')} />}
      <ol className={styles.said}>
        {said.map((one) => (
          <li key={one.at + one.text}>
            {one.text}
            {one.note !== '' && <p className={styles.prose}>{one.note}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
