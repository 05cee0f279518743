import { useState } from 'react';
import { assessRisk, RISK_GRADES } from '#contracts/operation.ts';
import { transition } from '#domain/operation/lifecycle.ts';
import type { Operation } from '#domain/operation/state.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Field, TextArea } from '#renderer/ui/Field.tsx';
import { Row } from '#renderer/ui/Panel.tsx';
import { dateTime } from '../../format.ts';
import { useForm } from '../../state/use-form.ts';
import { useText } from '../../use-text.ts';
import { Refused } from '../../forms/Refused.tsx';
import { useSend } from '../../forms/use-send.ts';
import styles from './operations.module.css';

/** 风险评估: what was assessed last, and a new assessment where the plan may still be changed. */
export function RiskForm({ operation, editable }: { operation: Operation; editable: boolean }) {
  const t = useText();
  const { operationId, risk, phase } = operation;
  const { form, change, clear } = useForm<{ grade: (typeof RISK_GRADES)[number]; factors: string }>(
    `risk/${operationId}`,
    { grade: risk?.grade ?? 'low', factors: risk?.factors ?? '' },
  );
  const [shown, setShown] = useState(false);
  const { send, busy, refusal } = useSend();
  const open = editable && transition('operation', phase, 'assessed') !== undefined;
  const submit = async () => {
    setShown(true);
    if (form.factors.trim() === '') return;
    if (
      !(await send(
        assessRisk,
        { operationId, grade: form.grade, factors: form.factors.trim() },
        t('operations:what.risk'),
        operationId,
      ))
    )
      return;
    clear();
    setShown(false);
  };
  return (
    <section className={styles.part} aria-label={t('operations:risk.title')}>
      <header className={styles.partHead}>
        <h3>{t('operations:risk.title')}</h3>
        {risk && (
          <Badge tone={risk.grade === 'low' ? 'plain' : 'warn'}>
            {t('operations:risk.done', { grade: t(`terms:risk.${risk.grade}`), time: dateTime(risk.at) })}
          </Badge>
        )}
      </header>
      {risk && <p className={styles.prose}>{risk.factors}</p>}
      {!risk && !open && <p className={styles.quiet}>{t('operations:risk.none')}</p>}
      {open && (
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          <Field label={t('operations:risk.grade')}>
            {() => (
              <Row>
                {RISK_GRADES.map((grade) => (
                  <Button key={grade} aria-pressed={form.grade === grade} onClick={() => change({ grade })}>
                    {t(`terms:risk.${grade}`)}
                  </Button>
                ))}
              </Row>
            )}
          </Field>
          <TextArea
            label={t('operations:risk.factors')}
            value={form.factors}
            maxLength={500}
            rows={4}
            hint={risk ? undefined : t('operations:risk.none')}
            error={shown && form.factors.trim() === '' ? t('operations:risk.factors_required') : null}
            onChange={(factors) => change({ factors })}
          />
          <Refused refusal={refusal} />
          <Row>
            <Button type="submit" busy={busy}>
              {t('operations:risk.submit')}
            </Button>
          </Row>
        </form>
      )}
    </section>
  );
}
