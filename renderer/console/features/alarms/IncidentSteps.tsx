import { useState } from 'react';
import {
  advanceIncident,
  callFalseAlarm,
  confirmIncident,
  gradeIncident,
  INCIDENT_GRADES,
  INCIDENT_KINDS,
  type IncidentGrade,
  type IncidentKind,
  reviewIncident,
} from '#contracts/incident.ts';
import type { Incident } from '#domain/incident/state.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Select, TextArea, TextField } from '#renderer/ui/Field.tsx';
import { FormGrid, Row } from '#renderer/ui/Panel.tsx';
import { useConsole } from '../../state/use-console.ts';
import { useHolds } from '../../state/use-domain.ts';
import { useText } from '../../use-text.ts';
import { PoliceCall } from './PoliceCall.tsx';
import styles from './IncidentSteps.module.css';

/** What may be done next with an alarm, in the order of the work: verify, grade, respond, control, resolve, review. */
export function IncidentSteps({ incident, onlyGrade = false }: { incident: Incident; onlyGrade?: boolean }) {
  const grades = useHolds('incident.grade');
  const police = useHolds('police.call');
  const reviews = useHolds('incident.review');
  const { state } = incident;
  const gradable = ['confirmed', 'graded', 'responding', 'controlled'].includes(state);
  if (onlyGrade) return gradable ? <Grade incident={incident} /> : null;
  return (
    <div className={styles.steps}>
      {state === 'raised' && <Verify incident={incident} />}
      {gradable && grades && <Grade incident={incident} />}
      {['graded', 'responding', 'controlled'].includes(state) && <Advance incident={incident} />}
      {['resolved', 'reviewed', 'false_alarm'].includes(state) && reviews && <Review incident={incident} />}
      {police && !['resolved', 'reviewed', 'closed', 'false_alarm'].includes(state) && (
        <PoliceCall incident={incident} />
      )}
    </div>
  );
}

function Verify({ incident: { incidentId, kind: known } }: { incident: Incident }) {
  const t = useText();
  const run = useConsole((s) => s.run);
  const [kind, setKind] = useState<IncidentKind>(known === 'unspecified' ? 'violence' : known);
  const [falseReason, setFalseReason] = useState<string | null>(null);
  return (
    <fieldset className={styles.step}>
      <legend>{t('alarms:confirm.title')}</legend>
      <FormGrid>
        <Select
          label={t('alarms:confirm.kind')}
          value={kind}
          options={INCIDENT_KINDS.map((value) => ({ value, label: t(`terms:incident_kind.${value}`) }))}
          onChange={setKind}
        />
      </FormGrid>
      <Row>
        <Button
          tone="primary"
          onClick={() =>
            void run(
              confirmIncident,
              { incidentId, kind },
              { what: t('alarms:what.confirm'), about: incidentId },
            )
          }
        >
          {t('alarms:confirm.confirm')}
        </Button>
        <Button
          onClick={() => setFalseReason(falseReason === null ? '' : null)}
          aria-expanded={falseReason !== null}
        >
          {t('alarms:confirm.false_alarm')}
        </Button>
      </Row>
      {falseReason !== null && (
        <>
          <TextField
            label={t('alarms:confirm.false_reason')}
            hint={t('alarms:confirm.false_hint')}
            value={falseReason}
            maxLength={500}
            autoFocus
            onChange={setFalseReason}
          />
          <Button
            disabled={falseReason.trim() === ''}
            onClick={() =>
              void run(
                callFalseAlarm,
                { incidentId, reason: falseReason },
                { what: t('alarms:what.false_alarm'), about: incidentId },
              )
            }
          >
            {t('alarms:confirm.false_alarm')}
          </Button>
        </>
      )}
    </fieldset>
  );
}

function Grade({ incident: { incidentId, grade: current } }: { incident: Incident }) {
  const t = useText();
  const run = useConsole((s) => s.run);
  const [reason, setReason] = useState('');
  const rank = (grade: IncidentGrade | null) => (grade === null ? -1 : INCIDENT_GRADES.indexOf(grade));
  return (
    <fieldset className={styles.step}>
      <legend>{t('alarms:grade.title')}</legend>
      <Row>
        {INCIDENT_GRADES.map((grade) => (
          <Button
            key={grade}
            aria-pressed={grade === current}
            disabled={
              grade === current ||
              (rank(grade) < rank(current) && (reason.trim() === '' || current === 'extremely_serious'))
            }
            onClick={() =>
              void run(
                gradeIncident,
                { incidentId, grade, reason },
                { what: t('alarms:what.grade'), about: incidentId },
              )
            }
          >
            {t(`terms:incident_grade.${grade}`)}
          </Button>
        ))}
      </Row>
      {current !== null && (
        <TextField
          label={t('alarms:grade.reason')}
          hint={t('alarms:grade.hint')}
          value={reason}
          maxLength={500}
          onChange={setReason}
        />
      )}
    </fieldset>
  );
}

const NEXT = { graded: 'responding', responding: 'controlled', controlled: 'resolved' } as const;

function Advance({ incident: { incidentId, state } }: { incident: Incident }) {
  const t = useText();
  const run = useConsole((s) => s.run);
  const [note, setNote] = useState('');
  const to = NEXT[state as keyof typeof NEXT];
  const missing = to === 'resolved' && note.trim() === '';
  const submit = async () => {
    const reply = await run(
      advanceIncident,
      { incidentId, to, note },
      { what: t('alarms:what.advance'), about: incidentId },
    );
    if (reply.ok) setNote((now) => (now === note ? '' : now)); // what was typed meanwhile belongs to the next step
  };
  return (
    <fieldset className={styles.step}>
      <legend>{t('alarms:steps.title')}</legend>
      <TextArea
        label={t('alarms:steps.note')}
        hint={to === 'resolved' ? t('alarms:steps.note_required') : undefined}
        rows={2}
        value={note}
        maxLength={1000}
        onChange={setNote}
      />
      <Row>
        <Button tone="primary" disabled={missing} onClick={() => void submit()}>
          {t(`alarms:steps.${to}`)}
        </Button>
      </Row>
    </fieldset>
  );
}

function Review({ incident }: { incident: Incident }) {
  const t = useText();
  const run = useConsole((s) => s.run);
  const callerId = useConsole((s) => s.session?.caller.id);
  const [note, setNote] = useState('');
  const to = incident.state === 'resolved' ? 'reviewed' : 'closed';
  const same = incident.state === 'false_alarm' && incident.falseAlarm?.by === callerId;
  const submit = async () => {
    const reply = await run(
      reviewIncident,
      { incidentId: incident.incidentId, to, note },
      { what: t('alarms:what.review'), about: incident.incidentId },
    );
    if (reply.ok) setNote((now) => (now === note ? '' : now)); // what was typed meanwhile belongs to the next step
  };
  return (
    <fieldset className={styles.step} disabled={same}>
      <legend>{t(to === 'reviewed' ? 'alarms:steps.review' : 'alarms:steps.close')}</legend>
      <TextArea
        label={t('alarms:steps.review_note')}
        hint={same ? t('alarms:steps.second_person') : undefined}
        rows={2}
        value={note}
        maxLength={1000}
        onChange={setNote}
      />
      <Button tone="primary" disabled={note.trim() === '' || same} onClick={() => void submit()}>
        {t(to === 'reviewed' ? 'alarms:steps.review' : 'alarms:steps.close')}
      </Button>
    </fieldset>
  );
}
