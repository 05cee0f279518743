import { useState } from 'react';
import { advanceOperation, type OperationState } from '#contracts/operation.ts';
import type { Operation, Site } from '#domain/operation/state.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { TextField } from '#renderer/ui/Field.tsx';
import { Row } from '#renderer/ui/Panel.tsx';
import { siteKey } from '../../state/site-key.ts';
import { useConsole } from '../../state/use-console.ts';
import { useHolds, useMayOperation, useOpenIncidents, useRole } from '../../state/use-domain.ts';
import { useText } from '../../use-text.ts';
import { GateDialog } from './GateDialog.tsx';
import { isForward, siteSteps, type Step, wholeSteps } from './lifecycle-view.ts';
import styles from './operations.module.css';

/** Keys that move one site along its lifecycle: only what the table allows from here, and this role. */
export function SiteSteps({ operation, site }: { operation: Operation; site: Site }) {
  const t = useText();
  const role = useRole();
  const advance = useMayOperation('operation.advance', operation);
  const withdraw = useMayOperation('operation.withdraw', operation);
  const openWithdraw = useConsole((s) => s.openWithdraw);
  const [departing, setDeparting] = useState(false);
  const { operationId } = operation;
  const { siteId, name } = site.plan;
  const steps = siteSteps(operation, site, { advance, withdraw, role });
  if (steps.length === 0) return null;
  return (
    <>
      <Steps
        about={siteKey(operationId, siteId)}
        operationId={operationId}
        siteId={siteId}
        name={name}
        steps={steps}
        resumeLabel={(to) => t('operations:lifecycle.resume', { state: t(`terms:operation_state.${to}`) })}
        onGate={() => setDeparting(true)}
        onWithdraw={() => openWithdraw({ operationId, site: siteKey(operationId, siteId) })}
      />
      {departing && <GateDialog operation={operation} site={site} onClose={() => setDeparting(false)} />}
    </>
  );
}

/** 待总结, 办结, 归档, and the report once the sites have wrapped up. */
export function WholeSteps({ operation }: { operation: Operation }) {
  const t = useText();
  const role = useRole();
  const advance = useMayOperation('operation.advance', operation);
  const reads = useHolds('report.read');
  const goTo = useConsole((s) => s.goTo);
  const focus = useConsole((s) => s.focusOperation);
  const open = useOpenIncidents().filter((incident) => incident.operationId === operation.operationId).length;
  const steps = wholeSteps(operation, { advance, role });
  const reports = reads && ['reporting', 'closed', 'archived'].includes(operation.phase);
  if (steps.length === 0 && !reports) return null;
  return (
    <>
      <Steps
        about={operation.operationId}
        operationId={operation.operationId}
        siteId={null}
        name={t('operations:lifecycle.whole')}
        steps={steps}
      >
        {reports && (
          <Button
            onClick={() => {
              focus(operation.operationId);
              goTo('report');
            }}
          >
            {t('operations:lifecycle.report')}
          </Button>
        )}
      </Steps>
      {open > 0 && steps.some((step) => step.to === 'closed') && (
        <p className={styles.warn}>{t('errors:incident_open')}</p>
      )}
    </>
  );
}

type StepsProps = {
  about: string;
  operationId: string;
  siteId: string | null;
  name: string;
  steps: readonly Step[];
  resumeLabel?: (to: OperationState) => string;
  onGate?: () => void;
  onWithdraw?: () => void;
  children?: React.ReactNode;
};

function Steps({
  about,
  operationId,
  siteId,
  name,
  steps,
  resumeLabel,
  onGate,
  onWithdraw,
  children,
}: StepsProps) {
  const t = useText();
  const run = useConsole((s) => s.run);
  const busy = useConsole((s) => [...s.pending.values()].some((command) => command.about === about));
  const [asked, setAsked] = useState<Step | null>(null);
  const [reason, setReason] = useState('');
  // The site may have moved on meanwhile, by another seat or by its commander.
  const asking = asked && steps.find((step) => step.to === asked.to);

  const label = ({ to, resume }: Step) =>
    resume && resumeLabel ? resumeLabel(to) : t(`operations:lifecycle.to.${to}`);
  const make = async (step: Step, why: string) => {
    const what = t('operations:what.advance', { what: label(step), site: name });
    const reply = await run(
      advanceOperation,
      { operationId, siteId, to: step.to, reason: why, overrides: [] },
      { what, about },
    );
    if (!reply.ok) return;
    setAsked(null);
    setReason('');
  };
  const press = (step: Step) => {
    if (step.ask === 'gate') onGate?.();
    else if (step.ask === 'withdraw') onWithdraw?.();
    else if (step.ask === 'none') void make(step, '');
    else setAsked(asking?.to === step.to ? null : step);
  };
  return (
    <div className={styles.steps} role="group" aria-label={name}>
      <Row>
        {steps.map((step) => (
          <Button
            key={step.to}
            tone={isForward(step) ? 'primary' : 'plain'}
            busy={busy && step.ask !== 'withdraw'}
            aria-expanded={
              step.ask === 'confirm' || step.ask === 'reason' ? asking?.to === step.to : undefined
            }
            onClick={() => press(step)}
          >
            {label(step)}
          </Button>
        ))}
        {children}
      </Row>
      {asking && (
        <form
          className={styles.ask}
          onSubmit={(event) => {
            event.preventDefault();
            void make(asking, reason.trim());
          }}
        >
          <TextField
            label={t(
              asking.ask === 'reason' ? 'operations:lifecycle.suspend_reason' : 'operations:lifecycle.reason',
            )}
            value={reason}
            maxLength={500}
            autoFocus
            onChange={setReason}
          />
          <Row>
            <Button type="submit" busy={busy} disabled={asking.ask === 'reason' && reason.trim() === ''}>
              {t('operations:lifecycle.confirm', { step: label(asking) })}
            </Button>
            <Button tone="quiet" onClick={() => setAsked(null)}>
              {t('common.cancel')}
            </Button>
          </Row>
        </form>
      )}
    </div>
  );
}
