import { draftOperation, OPERATION_TYPES, reviseOperation } from '#contracts/operation.ts';
import type { Operation } from '#domain/operation/state.ts';
import { newId } from '#renderer/client/new-id.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Select, TextField } from '#renderer/ui/Field.tsx';
import { Facts, FormGrid, Row } from '#renderer/ui/Panel.tsx';
import { useState } from 'react';
import { dateTime } from '../../format.ts';
import { useApp, useConsole } from '../../state/use-console.ts';
import { useForm } from '../../state/use-form.ts';
import { useText } from '../../use-text.ts';
import { CaseRows } from './CaseRows.tsx';
import { emptyPlan, isSound, planFormOf, planOf, type PlanProblem, planProblems } from './plan-form.ts';
import { Refused } from '../../forms/Refused.tsx';
import { RiskForm } from './RiskForm.tsx';
import { useSend } from '../../forms/use-send.ts';
import styles from './operations.module.css';

/** Title, type, start and cases of an operation, and its risk; without an operation: a new draft. */
export function PlanTab({ operation, editable }: { operation: Operation; editable: boolean }) {
  return (
    <div className={styles.plan}>
      {editable ? <PlanForm operation={operation} /> : <PlanFacts operation={operation} />}
      <RiskForm operation={operation} editable={editable} />
    </div>
  );
}

export function NewOperation({ onDone }: { onDone: () => void }) {
  return (
    <div className={styles.pad}>
      <PlanForm operation={null} onDone={onDone} />
    </div>
  );
}

/** A plan that is not to be changed, by this seat or in this state. */
function PlanFacts({ operation }: { operation: Operation }) {
  const t = useText();
  const approval = operation.approvals.at(-1);
  return (
    <div className={styles.form}>
      <Facts
        facts={[
          [t('operations:plan.title'), operation.title],
          [t('operations:plan.number'), operation.number],
          [t('operations:plan.type'), t(`terms:operation_type.${operation.operationType}`)],
          [t('operations:plan.start'), dateTime(operation.plannedStart).slice(0, 16)],
          [t('situation:detail.proposer'), operation.proposer.name],
          [
            t('situation:detail.approved_by'),
            approval
              ? `${approval.name} ${dateTime(approval.at)} ${approval.documentNumber}`
              : t('common.none'),
          ],
          [t('situation:detail.rule_set'), operation.ruleSetVersion],
        ]}
      />
      <CaseRows
        cases={planFormOf(operation).cases}
        problems={{}}
        editable={false}
        onChange={() => undefined}
      />
      <p className={styles.quiet}>{t('operations:read_only')}</p>
    </div>
  );
}

function PlanForm({ operation, onDone }: { operation: Operation | null; onDone?: () => void }) {
  const t = useText();
  const { hub } = useApp();
  const pick = useConsole((s) => s.pick);
  const [initial] = useState(() => emptyPlan(hub.hubNow()));
  const { form, change, clear, dirty } = useForm(
    `plan/${operation?.operationId ?? 'new'}`,
    operation ? planFormOf(operation) : initial,
  );
  const [shown, setShown] = useState(false);
  const { send, busy, refusal } = useSend();
  const problems = planProblems(form);
  const error = (problem: PlanProblem | undefined) =>
    shown && problem ? t(`operations:plan.${problem}`) : null;

  const submit = async () => {
    setShown(true);
    if (!isSound(problems)) return;
    const operationId = operation?.operationId ?? newId();
    const input = { operationId, ...planOf(form) };
    const saved = operation
      ? await send(reviseOperation, input, t('operations:what.revise'), operationId)
      : await send(draftOperation, input, t('operations:what.draft'), operationId);
    if (!saved) return;
    clear();
    setShown(false);
    if (operation) return;
    pick('operation', operationId);
    onDone?.();
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <FormGrid>
        <TextField
          wide
          label={t('operations:plan.title')}
          value={form.title}
          maxLength={80}
          error={error(problems.title)}
          onChange={(title) => change({ title })}
          autoFocus={operation === null}
        />
        <Select
          label={t('operations:plan.type')}
          value={form.type}
          options={OPERATION_TYPES.map((value) => ({ value, label: t(`terms:operation_type.${value}`) }))}
          onChange={(type) => change({ type })}
        />
        <TextField
          label={t('operations:plan.start')}
          type="datetime-local"
          value={form.start}
          error={error(problems.start)}
          onChange={(start) => change({ start })}
        />
      </FormGrid>
      <CaseRows
        cases={form.cases}
        problems={shown ? problems.cases : {}}
        editable
        onChange={(cases) => change({ cases })}
      />
      <Refused refusal={refusal} />
      <Row>
        <Button type="submit" tone="primary" busy={busy} disabled={operation !== null && !dirty}>
          {t(operation ? 'operations:plan.save' : 'operations:plan.create')}
        </Button>
        {(dirty || !operation) && (
          <Button
            tone="quiet"
            onClick={() => {
              clear();
              if (!operation) onDone?.();
            }}
          >
            {t('operations:plan.discard')}
          </Button>
        )}
        {dirty && operation && <span className={styles.warn}>{t('operations:plan.unsaved')}</span>}
      </Row>
    </form>
  );
}
