import { useState } from 'react';
import { registerUnit, retireUnit, UNIT_KINDS } from '#contracts/unit.ts';
import type { Unit } from '#domain/unit/state.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Select, TextField } from '#renderer/ui/Field.tsx';
import { FormGrid, Row } from '#renderer/ui/Panel.tsx';
import { AskOnce } from '../../forms/AskOnce.tsx';
import { Refused } from '../../forms/Refused.tsx';
import { useSend } from '../../forms/use-send.ts';
import { useCourtCode } from '../../state/use-domain.ts';
import { useForm } from '../../state/use-form.ts';
import { useText } from '../../use-text.ts';
import { emptyProfile, isPersonKind, profileFormOf, profileOf, profileProblems } from './profile-form.ts';
import styles from './units.module.css';

type Props = { unitId: string; unit: Unit | null; editable: boolean; onDone: () => void };

/** One unit's profile as a form; without a unit: a new one of the own court. */
export function UnitEditor({ unitId, unit, editable, onDone }: Props) {
  const t = useText();
  const court = useCourtCode();
  const { form, change, clear, dirty } = useForm(
    `unit/${unit ? unitId : 'new'}`,
    unit ? profileFormOf(unit.profile) : emptyProfile,
  );
  const [shown, setShown] = useState(false);
  const { send, busy, refusal } = useSend();
  const problems = profileProblems(form);
  const error = (field: keyof typeof problems) =>
    shown && problems[field] ? t(`units:form.${problems[field]}`) : null;
  const person = isPersonKind(form.kind);
  const submit = async () => {
    setShown(true);
    if (Object.keys(problems).length > 0) return;
    if (
      !(await send(
        registerUnit,
        { unitId, courtCode: unit?.courtCode ?? court, profile: profileOf(form) },
        t('units:what.register'),
        unitId,
      ))
    )
      return;
    clear();
    setShown(false);
    onDone();
  };
  return (
    <form
      className={styles.form}
      aria-label={unit ? t('units:edit_title', { unit: unit.profile.callSign }) : t('units:add_title')}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <fieldset className={styles.form} disabled={!editable}>
        <FormGrid>
          <Select
            label={t('units:form.kind')}
            value={form.kind}
            options={UNIT_KINDS.map((value) => ({ value, label: t(`terms:unit_kind.${value}`) }))}
            onChange={(kind) => change({ kind })}
          />
          <TextField
            label={t('units:form.call_sign')}
            value={form.callSign}
            maxLength={16}
            hint={unit ? undefined : t('units:form.call_sign_hint')}
            error={error('callSign')}
            autoFocus={unit === null}
            onChange={(callSign) => change({ callSign })}
          />
          <TextField
            label={t('units:form.name')}
            value={form.name}
            maxLength={40}
            error={error('name')}
            onChange={(name) => change({ name })}
          />
          {person && (
            <Select
              label={t('units:form.sex')}
              value={form.sex}
              options={[
                { value: '', label: t('units:form.sex_none') },
                { value: 'female', label: t('terms:sex.female') },
                { value: 'male', label: t('terms:sex.male') },
              ]}
              onChange={(sex) => change({ sex })}
            />
          )}
          {form.kind === 'officer' && (
            <TextField
              label={t('units:form.certificate')}
              type="date"
              value={form.certificate}
              onChange={(certificate) => change({ certificate })}
            />
          )}
          {form.kind === 'bailiff' && (
            <TextField
              label={t('units:form.police_number')}
              value={form.policeNumber}
              maxLength={20}
              onChange={(policeNumber) => change({ policeNumber })}
            />
          )}
          {!person && (
            <TextField
              label={t('units:form.plate')}
              value={form.plate}
              maxLength={12}
              onChange={(plate) => change({ plate })}
            />
          )}
          {person && (
            <TextField
              label={t('units:form.camera')}
              value={form.camera}
              maxLength={24}
              onChange={(camera) => change({ camera })}
            />
          )}
          {person && (
            <TextField
              wide
              label={t('units:form.skills')}
              value={form.skills}
              hint={t('units:form.skills_hint')}
              error={error('skills')}
              onChange={(skills) => change({ skills })}
            />
          )}
        </FormGrid>
      </fieldset>
      <Refused refusal={refusal} />
      {editable && (
        <Row>
          <Button type="submit" tone="primary" busy={busy} disabled={unit !== null && !dirty}>
            {t(unit ? 'common.save' : 'units:add')}
          </Button>
          {(dirty || !unit) && (
            <Button
              tone="quiet"
              onClick={() => {
                clear();
                onDone();
              }}
            >
              {t('operations:plan.discard')}
            </Button>
          )}
        </Row>
      )}
    </form>
  );
}

/** 注销: asks once, with a reason. */
export function RetireUnit({ unit }: { unit: Unit }) {
  const t = useText();
  const { send, busy, refusal } = useSend();
  return (
    <>
      <AskOnce
        label={t('units:retire.button')}
        text={t('units:retire.text')}
        reasonLabel={t('units:retire.reason')}
        busy={busy}
        onYes={(reason) =>
          void send(retireUnit, { unitId: unit.unitId, reason }, t('units:what.retire'), unit.unitId)
        }
      />
      <Refused refusal={refusal} />
    </>
  );
}
