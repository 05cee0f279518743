import type { Incident } from '#domain/incident/state.ts';
import { Facts } from '#renderer/ui/Panel.tsx';
import { age, clockTime, lngLat } from '../../format.ts';
import { callSignOf, useCourtNames, useOne } from '../../state/use-domain.ts';
import { useConsole } from '../../state/use-console.ts';
import { useText } from '../../use-text.ts';
import { FixAge } from '../situation/FixAge.tsx';

const DIFFERS_MS = 2_000;

/** Who, where, when, of which operation; each time where two differ. */
export function IncidentFacts({ incident }: { incident: Incident }) {
  const t = useText();
  const unit = useOne('unit', incident.unitId);
  const operation = useOne('operation', incident.operationId);
  const courts = useCourtNames();
  const pick = useConsole((s) => s.pick);
  const site = incident.siteId === null ? undefined : operation?.sites[incident.siteId];
  const { position } = incident;
  const deviceDiffers =
    Math.abs(Date.parse(incident.occurredAt) - Date.parse(incident.raisedAt)) > DIFFERS_MS;
  return (
    <Facts
      facts={[
        [
          t('alarms:top.who'),
          unit ? (
            <>
              {callSignOf(unit)} {unit.profile.name} · {t(`terms:unit_kind.${unit.profile.kind}`)} ·{' '}
              {courts.short(unit.courtCode)}
            </>
          ) : (
            t('common.none')
          ),
        ],
        [
          t('alarms:top.where'),
          <>
            {position ? (
              <>
                {lngLat(position)}
                {position.accuracyMeters !== null &&
                  ` · ${t('alarms:top.accuracy', { m: Math.round(position.accuracyMeters) })}`}
                {position.ageMs > DIFFERS_MS &&
                  ` · ${t('alarms:top.fix_age', { age: age(t, position.ageMs) })}`}
              </>
            ) : (
              t('alarms:top.no_position')
            )}
            {incident.unitId !== null && (
              <>
                {' · '}
                <FixAge unitId={incident.unitId} />
              </>
            )}
          </>,
        ],
        [
          t('alarms:top.site'),
          site
            ? `${site.plan.name} · ${courts.short(incident.placeCourtCode)}`
            : courts.short(incident.placeCourtCode),
        ],
        [
          t('alarms:top.operation'),
          operation ? (
            <button type="button" className="link" onClick={() => pick('operation', operation.operationId)}>
              {operation.title}
            </button>
          ) : (
            t('alarms:top.no_operation')
          ),
        ],
        [
          t('alarms:top.raised'),
          `${clockTime(incident.raisedAt)} · ${t(`terms:incident_source.${incident.source}`)}${deviceDiffers ? ` · ${t('alarms:top.device_time', { time: clockTime(incident.occurredAt) })}` : ''}`,
        ],
        [
          t('alarms:top.grade'),
          incident.grade === null ? t('alarms:top.not_graded') : t(`terms:incident_grade.${incident.grade}`),
        ],
        ...(incident.note === '' ? [] : [[t('alarms:top.note'), incident.note] as const]),
      ]}
    />
  );
}
