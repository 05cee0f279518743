import { useState } from 'react';
import { formTeam, TEAM_FUNCTIONS, type TeamPlan } from '#contracts/operation.ts';
import type { Operation } from '#domain/operation/state.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Select, TextField } from '#renderer/ui/Field.tsx';
import { FormGrid, Row } from '#renderer/ui/Panel.tsx';
import { useForm } from '../../state/use-form.ts';
import { useText } from '../../use-text.ts';
import { MemberPicker } from './MemberPicker.tsx';
import { Refused } from '../../forms/Refused.tsx';
import { useSend } from '../../forms/use-send.ts';
import styles from './operations.module.css';

type TeamForm = { name: string; function: TeamPlan['function']; siteId: string; unitIds: string[] };

const formOf = (team: TeamPlan | undefined, firstSite: string): TeamForm =>
  team
    ? { name: team.name, function: team.function, siteId: team.siteId ?? '', unitIds: [...team.unitIds] }
    : { name: '', function: 'enforcement', siteId: firstSite, unitIds: [] };

/** One team as a form: what it does, where, and who is in it. */
export function TeamEditor({
  operation,
  teamId,
  editable,
  onDone,
}: {
  operation: Operation;
  teamId: string;
  editable: boolean;
  onDone: () => void;
}) {
  const t = useText();
  const { operationId } = operation;
  const sites = Object.values(operation.sites);
  const known = operation.teams[teamId];
  const { form, change, clear, dirty } = useForm(
    `team/${operationId}/${known ? teamId : 'new'}`,
    formOf(known, sites[0]?.plan.siteId ?? ''),
  );
  const [shown, setShown] = useState(false);
  const { send, busy, refusal } = useSend();
  const nameless = form.name.trim() === '';
  const empty = form.unitIds.length === 0;
  const submit = async () => {
    setShown(true);
    if (nameless || empty) return;
    const team = {
      teamId,
      name: form.name.trim(),
      function: form.function,
      siteId: form.siteId === '' ? null : form.siteId,
      unitIds: form.unitIds,
    };
    if (!(await send(formTeam, { operationId, team }, t('operations:what.team'), operationId))) return;
    clear();
    setShown(false);
    if (known) onDone();
  };
  return (
    <form
      className={styles.form}
      aria-label={t(known ? 'operations:teams.edit' : 'operations:teams.add')}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h3>{known ? known.name : t('operations:teams.add')}</h3>
      <fieldset className={styles.form} disabled={!editable}>
        <FormGrid>
          <TextField
            label={t('operations:teams.name')}
            value={form.name}
            maxLength={40}
            error={shown && nameless ? t('operations:teams.name_required') : null}
            autoFocus={!known}
            onChange={(name) => change({ name })}
          />
          <Select
            label={t('operations:teams.function')}
            value={form.function}
            options={TEAM_FUNCTIONS.map((value) => ({ value, label: t(`terms:team_function.${value}`) }))}
            onChange={(value) => change({ function: value })}
          />
          <Select
            label={t('operations:teams.site')}
            value={form.siteId}
            options={[
              ...sites.map((site) => ({ value: site.plan.siteId, label: site.plan.name })),
              { value: '', label: t('operations:teams.reserve') },
            ]}
            onChange={(siteId) => change({ siteId })}
          />
        </FormGrid>
      </fieldset>
      <MemberPicker
        operation={operation}
        teamId={teamId}
        chosen={form.unitIds}
        editable={editable}
        onChange={(unitIds) => change({ unitIds })}
      />
      {shown && empty && (
        <p className={styles.warn} role="alert">
          {t('operations:teams.members_required')}
        </p>
      )}
      <Refused refusal={refusal} />
      {editable && (
        <Row>
          <Button type="submit" tone="primary" busy={busy} disabled={known !== undefined && !dirty}>
            {t('common.save')}
          </Button>
          {(dirty || !known) && (
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
