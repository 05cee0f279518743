import { useState } from 'react';
import { placeSite } from '#contracts/operation.ts';
import type { Operation } from '#domain/operation/state.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Checkbox, Select, TextField } from '#renderer/ui/Field.tsx';
import { FormGrid, Row } from '#renderer/ui/Panel.tsx';
import { siteKey } from '../../state/site-key.ts';
import { useConsole } from '../../state/use-console.ts';
import { useAll, useCourtCode } from '../../state/use-domain.ts';
import { useForm } from '../../state/use-form.ts';
import { useText } from '../../use-text.ts';
import { courtChoices } from './court-choices.ts';
import { commanderChoices } from './member-choice.ts';
import { Refused } from '../../forms/Refused.tsx';
import { emptySite, siteFormOf, sitePlanOf, siteProblems } from './site-form.ts';
import { useSend } from '../../forms/use-send.ts';
import styles from './operations.module.css';

/** One site as a form; its position by hand or by a click on the map. */
export function SiteEditor({
  operation,
  siteId,
  onDone,
}: {
  operation: Operation;
  siteId: string;
  onDone: () => void;
}) {
  const t = useText();
  const court = useCourtCode();
  const courts = useConsole((s) => s.courts);
  const units = useAll('unit');
  const pick = useConsole((s) => s.pick);
  const startPlacing = useConsole((s) => s.startPlacing);
  const known = operation.sites[siteId];
  const { operationId } = operation;
  const { form, change, clear, dirty, key } = useForm(
    `site/${operationId}/${siteId}`,
    known ? siteFormOf(known.plan) : emptySite(court),
  );
  const [shown, setShown] = useState(false);
  const { send, busy, refusal } = useSend();
  const problems = siteProblems(form);
  const error = (field: keyof typeof problems) =>
    shown && problems[field] ? t(`operations:sites.${problems[field]}`) : null;
  const submit = async () => {
    setShown(true);
    if (Object.keys(problems).length > 0) return;
    if (
      !(await send(
        placeSite,
        { operationId, site: sitePlanOf(siteId, form) },
        t('operations:what.site'),
        operationId,
      ))
    )
      return;
    clear();
    setShown(false);
    pick('site', siteKey(operationId, siteId));
    onDone();
  };
  const place = () => {
    change({}); // kept under its name, so that the map can fill it in
    startPlacing(key);
  };
  return (
    <form
      className={styles.form}
      aria-label={t(known ? 'operations:sites.edit' : 'operations:sites.add')}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h3>{known ? known.plan.name : t('operations:sites.add')}</h3>
      <FormGrid>
        <TextField
          label={t('operations:sites.name')}
          value={form.name}
          maxLength={60}
          error={error('name')}
          autoFocus={!known}
          onChange={(name) => change({ name })}
        />
        <Select
          label={t('operations:sites.place_court')}
          value={form.placeCourtCode}
          options={courtChoices([...courts.values()], court, form.placeCourtCode)}
          onChange={(placeCourtCode) => change({ placeCourtCode })}
        />
        <TextField
          wide
          label={t('operations:sites.address')}
          value={form.address}
          maxLength={200}
          error={error('address')}
          onChange={(address) => change({ address })}
        />
        <TextField
          label={t('operations:sites.lng')}
          inputMode="decimal"
          value={form.lng}
          maxLength={14}
          error={error('lng')}
          onChange={(lng) => change({ lng })}
        />
        <TextField
          label={t('operations:sites.lat')}
          inputMode="decimal"
          value={form.lat}
          maxLength={14}
          error={error('lat')}
          onChange={(lat) => change({ lat })}
        />
        <TextField
          label={t('operations:sites.radius')}
          inputMode="numeric"
          value={form.radius}
          maxLength={6}
          error={error('radius')}
          onChange={(radius) => change({ radius })}
        />
        <Select
          label={t('operations:sites.commander')}
          value={form.commanderUnitId}
          options={[
            { value: '', label: t('operations:sites.no_commander') },
            ...commanderChoices(units, operation).map((unit) => ({
              value: unit.unitId,
              label: `${unit.profile.callSign} ${unit.profile.name}`,
            })),
          ]}
          onChange={(commanderUnitId) => change({ commanderUnitId })}
        />
      </FormGrid>
      <Row>
        <Button onClick={place}>{t('operations:sites.pick_on_map')}</Button>
      </Row>
      <Checkbox
        label={t('operations:sites.woman')}
        checked={form.womanMayBeSearched}
        onChange={(womanMayBeSearched) => change({ womanMayBeSearched })}
      />
      <Refused refusal={refusal} />
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
    </form>
  );
}
