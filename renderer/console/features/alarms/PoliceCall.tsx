import { useState } from 'react';
import { POLICE_STEPS, recordPoliceCall } from '#contracts/incident.ts';
import type { Incident } from '#domain/incident/state.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { TextField } from '#renderer/ui/Field.tsx';
import { FormGrid, Row } from '#renderer/ui/Panel.tsx';
import { clockTime } from '../../format.ts';
import { useConsole } from '../../state/use-console.ts';
import { useText } from '../../use-text.ts';
import styles from './IncidentSteps.module.css';

/** The call to 110 and what the police said, each step with its time. Never behind a gate. */
export function PoliceCall({ incident: { incidentId, police } }: { incident: Incident }) {
  const t = useText();
  const run = useConsole((s) => s.run);
  const last = police.at(-1);
  const [station, setStation] = useState(last?.station ?? '');
  const [number, setNumber] = useState(last?.number ?? '');
  const next = last ? POLICE_STEPS[POLICE_STEPS.indexOf(last.step) + 1] : POLICE_STEPS[0];
  return (
    <fieldset className={styles.step}>
      <legend>{t('alarms:police.title')}</legend>
      {last ? (
        <p>
          {t(`terms:police_step.${last.step}`)} {clockTime(last.at)} {last.station} {last.number}
        </p>
      ) : (
        <p>{t('alarms:police.hint')}</p>
      )}
      {next && (
        <>
          <FormGrid>
            <TextField
              label={t('alarms:police.station')}
              value={station}
              maxLength={80}
              onChange={setStation}
            />
            <TextField label={t('alarms:police.number')} value={number} maxLength={60} onChange={setNumber} />
          </FormGrid>
          <Row>
            <Button
              tone={last ? 'plain' : 'primary'}
              onClick={() =>
                void run(
                  recordPoliceCall,
                  { incidentId, step: next, station, number },
                  { what: t('alarms:what.police'), about: incidentId },
                )
              }
            >
              {last
                ? t('alarms:police.next', { step: t(`terms:police_step.${next}`) })
                : t('alarms:police.call')}
            </Button>
          </Row>
        </>
      )}
    </fieldset>
  );
}
