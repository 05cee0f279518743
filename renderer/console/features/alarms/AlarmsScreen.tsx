import { useState } from 'react';
import type { Incident } from '#domain/incident/state.ts';
import { isOpen } from '#domain/incident/state.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { type Column, DataTable } from '#renderer/ui/DataTable.tsx';
import { Checkbox } from '#renderer/ui/Field.tsx';
import { ListState } from '#renderer/ui/ListState.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { elapsed, timeSeenFrom } from '../../format.ts';
import { INCIDENT_TONE } from '../../state/looks.ts';
import { useConsole, useHubNow } from '../../state/use-console.ts';
import { callSignOf, useAll, useCourtCode, useHolds, useOne, useUnitOf } from '../../state/use-domain.ts';
import { useText } from '../../use-text.ts';
import { inAlarmOrder } from './alarm-order.ts';
import { IncidentFacts } from './IncidentFacts.tsx';
import { IncidentHistory } from './IncidentHistory.tsx';
import { IncidentSteps } from './IncidentSteps.tsx';
import { RaiseDialog } from './RaiseDialog.tsx';
import { useAcknowledge } from './use-acknowledge.ts';
import screen from '../../shell/screen.module.css';

/** All alarms, and the one that is picked with everything that can be done about it. */
export function AlarmsScreen() {
  const t = useText();
  const court = useCourtCode();
  const incidents = useAll('incident');
  const [showClosed, setShowClosed] = useState(true);
  const [raising, setRaising] = useState(false);
  const raises = useHolds('incident.raise');
  const pickedId = useConsole((s) => (s.picked?.kind === 'incident' ? s.picked.id : null));
  const pick = useConsole((s) => s.pick);
  const picked = useOne('incident', pickedId);
  const stale = useConsole((s) => s.link.state !== 'online');
  const columns = useColumns();
  const rows = inAlarmOrder(
    incidents.filter((incident) => showClosed || isOpen(incident)),
    court,
  )
    .reverse()
    .sort((a, b) => Number(isOpen(b)) - Number(isOpen(a)) || b.raisedAt.localeCompare(a.raisedAt));
  return (
    <div className={screen.two}>
      <Panel
        title={t('alarms:title')}
        count={rows.length}
        tools={
          <>
            <Checkbox label={t('alarms:list.show_closed')} checked={showClosed} onChange={setShowClosed} />
            {raises && (
              <Button size="s" onClick={() => setRaising(true)}>
                {t('alarms:raise.button')}
              </Button>
            )}
          </>
        }
      >
        <DataTable
          label={t('alarms:title')}
          rows={rows}
          columns={columns}
          rowKey={(row) => row.incidentId}
          picked={pickedId}
          onPick={(row) => pick('incident', row.incidentId)}
          tone={(row) => (isOpen(row) ? 'alarm' : null)}
          stale={stale}
          empty={<ListState kind="empty" text={t('alarms:list.empty')} />}
        />
      </Panel>
      <Panel title={t('alarms:desk')} padded>
        {picked ? (
          <Work key={picked.incidentId} incident={picked} />
        ) : (
          <ListState kind="empty" text={t('situation:detail.nothing')} />
        )}
      </Panel>
      {raising && <RaiseDialog onClose={() => setRaising(false)} />}
    </div>
  );
}

function Work({ incident }: { incident: Incident }) {
  const t = useText();
  const court = useCourtCode();
  const handles = useHolds('incident.handle');
  const grades = useHolds('incident.grade');
  const acknowledge = useAcknowledge();
  const heard = incident.acknowledged.some((seen) => seen.courtCode === court);
  return (
    <>
      <IncidentFacts incident={incident} />
      {handles && !heard && isOpen(incident) && (
        <Button tone="alarm" wide onClick={() => void acknowledge(incident)}>
          {t('alarms:ack')}
        </Button>
      )}
      {handles || grades ? (
        <IncidentSteps incident={incident} onlyGrade={!handles} />
      ) : (
        <p>{t('alarms:read_only')}</p>
      )}
      <IncidentHistory incident={incident} />
    </>
  );
}

function useColumns(): Column<Incident>[] {
  const t = useText();
  const unitOf = useUnitOf();
  const operations = useAll('operation');
  const now = useHubNow();
  const place = ({ operationId, siteId }: Incident) =>
    operations.find((o) => o.operationId === operationId)?.sites[siteId ?? '']?.plan.name ?? t('common.none');
  return [
    {
      id: 'raised',
      header: t('alarms:list.raised'),
      kind: 'number',
      cell: (row) => timeSeenFrom(row.raisedAt, now),
      sortBy: (row) => row.raisedAt,
    },
    {
      id: 'state',
      header: t('alarms:list.state'),
      cell: (row) => <Badge tone={INCIDENT_TONE[row.state]}>{t(`terms:incident_state.${row.state}`)}</Badge>,
      sortBy: (row) => row.state,
    },
    {
      id: 'kind',
      header: t('alarms:list.kind'),
      cell: (row) => t(`terms:incident_kind.${row.kind}`),
      sortBy: (row) => row.kind,
    },
    {
      id: 'unit',
      header: t('alarms:list.unit'),
      cell: (row) => callSignOf(row.unitId ? unitOf(row.unitId) : null),
      sortBy: (row) => callSignOf(row.unitId ? unitOf(row.unitId) : null),
    },
    { id: 'place', header: t('alarms:list.place'), grows: true, cell: place },
    {
      id: 'grade',
      header: t('alarms:list.grade'),
      cell: (row) => (row.grade ? t(`terms:incident_grade.${row.grade}`) : t('common.none')),
    },
    {
      id: 'acked',
      header: t('alarms:list.acked'),
      cell: (row) => row.acknowledged.map((seen) => seen.name).join('、') || t('common.none'),
    },
    {
      id: 'elapsed',
      header: t('alarms:list.elapsed'),
      kind: 'number',
      cell: (row) => elapsed((isOpen(row) ? now : Date.parse(row.since)) - Date.parse(row.raisedAt)),
      sortBy: (row) => row.raisedAt,
    },
  ];
}
