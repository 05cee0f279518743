import { useState } from 'react';
import { advanceOperation } from '#contracts/operation.ts';
import type { Operation, Site } from '#domain/operation/state.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { TextField } from '#renderer/ui/Field.tsx';
import { ListState } from '#renderer/ui/ListState.tsx';
import { refusalText } from '../../refusal-text.ts';
import { useConsole } from '../../state/use-console.ts';
import { useRole } from '../../state/use-domain.ts';
import { useForm } from '../../state/use-form.ts';
import { useText } from '../../use-text.ts';
import { findingsOfSite, missingOf, openOf, type OverrideReasons, overridesOf } from './gate-view.ts';
import { GateTable } from './GateTable.tsx';
import { commandsFromSeat } from './lifecycle-view.ts';
import { useGate } from './use-gate.ts';
import styles from './gate.module.css';

/** 出发: the gate of one site with everything it found, and the way past a 把关 finding for whoever may. */
export function GateDialog({
  operation,
  site,
  onClose,
}: {
  operation: Operation;
  site: Site;
  onClose: () => void;
}) {
  const t = useText();
  const run = useConsole((s) => s.run);
  const mayOverride = commandsFromSeat(useRole());
  const gate = useGate(operation);
  const [busy, setBusy] = useState(false);
  const { operationId } = operation;
  const { siteId, name } = site.plan;
  const { form: reasons, change, clear } = useForm<OverrideReasons>(`gate/${operationId}/${siteId}`, {});
  const findings = gate.findings && findingsOfSite(gate.findings, siteId);
  const missing = findings ? missingOf(findings) : [];
  const open = findings ? openOf(findings, reasons, mayOverride) : [];

  const depart = async () => {
    if (!findings || open.length > 0) return;
    setBusy(true);
    const what = t('operations:what.advance', { what: t('operations:lifecycle.to.en_route'), site: name });
    const reply = await run(
      advanceOperation,
      { operationId, siteId, to: 'en_route', reason: '', overrides: overridesOf(findings, reasons) },
      { what, about: operationId, tell: true },
    );
    setBusy(false);
    if (reply.ok) {
      clear();
      onClose();
    } else gate.recheck(); // what stopped it may be newer than what is shown
  };
  return (
    <Dialog
      size="xl"
      title={t('operations:lifecycle.depart_title', { site: name })}
      closeLabel={t('common.close')}
      onClose={onClose}
      footer={
        <>
          {open.length > 0 && (
            <p className={styles.foot} role="status">
              {t('operations:lifecycle.blocked', { rules: open.map((finding) => finding.ruleId).join(' ') })}
            </p>
          )}
          <Button onClick={gate.recheck}>{t('operations:gate.recheck')}</Button>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button
            tone="primary"
            busy={busy}
            disabled={!findings || open.length > 0}
            onClick={() => void depart()}
          >
            {t(missing.length > 0 ? 'operations:lifecycle.depart_overridden' : 'operations:lifecycle.depart')}
          </Button>
        </>
      }
    >
      <p className={styles.head}>
        <span className={styles.quiet}>{t('operations:gate.set', { version: gate.ruleSetVersion })}</span>
        {findings &&
          (missing.length === 0 ? (
            <span>{t('operations:gate.all_met')}</span>
          ) : (
            <span className={styles.warn}>{t('operations:gate.missing', { n: missing.length })}</span>
          ))}
        {missing.length > 0 && !mayOverride && (
          <span className={styles.quiet}>{t('operations:gate.override_hint')}</span>
        )}
        {gate.refusal && (
          <span className={styles.warn} role="alert">
            {t('operations:gate.failed', { reason: refusalText(t, gate.refusal) })}
          </span>
        )}
      </p>
      {findings ? (
        <GateTable
          label={t('operations:tabs.gate')}
          findings={findings}
          below={(finding) =>
            finding.mode === 'GATE' &&
            mayOverride && (
              <tr>
                <td colSpan={6} className={styles.override}>
                  <TextField
                    label={`${finding.ruleId} ${t('operations:gate.override')}`}
                    value={reasons[finding.ruleId] ?? ''}
                    maxLength={300}
                    onChange={(reason) => change({ [finding.ruleId]: reason })}
                  />
                </td>
              </tr>
            )
          }
        />
      ) : (
        !gate.refusal && <ListState kind="loading" text={t('operations:gate.loading')} />
      )}
    </Dialog>
  );
}
