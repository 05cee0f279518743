import type { Incident } from '#domain/incident/state.ts';
import { clockTime } from '../../format.ts';
import { useCourtNames } from '../../state/use-domain.ts';
import { type Text, useText } from '../../use-text.ts';
import styles from './IncidentSteps.module.css';

type Line = { at: string; text: string };

function linesOf(t: Text, incident: Incident, courtName: (code: string) => string): Line[] {
  const lines: Line[] = [
    ...incident.acknowledged.map(({ at, name, courtCode }) => ({
      at,
      text: t('alarms:ack_by', { name, time: '', court: courtName(courtCode) }),
    })),
    ...incident.triggers.map(({ at, kind, note }) => ({
      at,
      text: `${t('alarms:top.trigger_again', { time: '', kind: t(`terms:incident_kind.${kind}`) })} ${note}`,
    })),
    ...incident.escalations.map(({ at, level }) => ({
      at,
      text: t(`alarms:escalated_${level}`, { time: '' }),
    })),
    ...incident.police.map(({ at, step, station, number }) => ({
      at,
      text: `${t('alarms:police.title')} ${t(`terms:police_step.${step}`)} ${station} ${number}`,
    })),
    ...incident.steps.map(({ at, state, name, note }) => ({
      at,
      text: [t(`terms:incident_state.${state}`), name, note].filter(Boolean).join(' · '),
    })),
  ];
  return lines.sort((a, b) => b.at.localeCompare(a.at));
}

/** Everything that became of the alarm, newest first. */
export function IncidentHistory({ incident }: { incident: Incident }) {
  const t = useText();
  const courts = useCourtNames();
  return (
    <section aria-label={t('alarms:history')}>
      <ol className={styles.history}>
        {linesOf(t, incident, courts.short).map((line, index) => (
          <li key={index}>
            <time dateTime={line.at}>{clockTime(line.at)}</time>
            <span>{line.text.trim()}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
