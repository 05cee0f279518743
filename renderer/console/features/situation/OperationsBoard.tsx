import { useState } from 'react';
import type { OperationState } from '#contracts/operation.ts';
import type { Operation } from '#domain/operation/state.ts';
import { operationSince, operationState } from '#domain/operation/state.ts';
import { staffOf } from '#domain/rules/departure-gate.ts';
import { isPerson, type Unit } from '#domain/unit/state.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { type Column, DataTable } from '#renderer/ui/DataTable.tsx';
import { Checkbox } from '#renderer/ui/Field.tsx';
import { ListState } from '#renderer/ui/ListState.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { elapsed, money } from '../../format.ts';
import { OPERATION_TONE } from '../../state/looks.ts';
import { siteKey } from '../../state/site-key.ts';
import { useConsole, useHubNow } from '../../state/use-console.ts';
import { callSignOf, useAll, useUnitOf } from '../../state/use-domain.ts';
import { useText } from '../../use-text.ts';

/** One line an operation, and one a site while its sites are out. */
type Line = {
  key: string;
  operation: Operation;
  siteId: string | null;
  name: string;
  state: OperationState;
  since: string;
  commander: string;
  counts: string;
  amount: number | null;
};

const DONE: readonly OperationState[] = ['closed', 'archived', 'cancelled'];

function linesOf(operation: Operation, unitOf: (id: string) => Unit | undefined): Line[] {
  const units = new Map<string, Unit>();
  const add = (id: string | null) => {
    const unit = id === null ? undefined : unitOf(id);
    if (unit) units.set(unit.unitId, unit);
  };
  for (const team of Object.values(operation.teams)) team.unitIds.forEach(add);
  for (const site of Object.values(operation.sites)) add(site.plan.commanderUnitId);
  const counts = (staff: Unit[]) => {
    const people = staff.filter(isPerson);
    return `${people.length}/${people.filter((unit) => unit.profile.cameraLabel !== '').length}/${staff.length - people.length}`;
  };
  const whole: Line = {
    key: operation.operationId,
    operation,
    siteId: null,
    name: operation.title,
    state: operationState(operation),
    since: operationSince(operation),
    commander: '—', // the plan names commanders a site; who drafted it commands nobody
    counts: counts([...units.values()]),
    amount: operation.cases.reduce((sum, c) => sum + c.claimAmount + c.costsAmount, 0),
  };
  const sites = Object.values(operation.sites).map((site): Line => ({
    key: siteKey(operation.operationId, site.plan.siteId),
    operation,
    siteId: site.plan.siteId,
    name: site.plan.name,
    state: operation.phase === 'approved' ? site.state : operation.phase,
    since: operation.phase === 'approved' ? site.since : operation.phaseSince,
    commander: site.plan.commanderUnitId === null ? '—' : callSignOf(unitOf(site.plan.commanderUnitId)),
    counts: counts(staffOf(operation, site.plan.siteId, units)),
    amount: null,
  }));
  return [whole, ...sites];
}

export function OperationsBoard() {
  const t = useText();
  const operations = useAll('operation');
  const unitOf = useUnitOf();
  const [showDone, setShowDone] = useState(false);
  const picked = useConsole((s) =>
    s.picked?.kind === 'operation' || s.picked?.kind === 'site' ? s.picked.id : null,
  );
  const pick = useConsole((s) => s.pick);
  const goTo = useConsole((s) => s.goTo);
  const heard = useConsole((s) => s.heardAt !== null);
  const stale = useConsole((s) => s.link.state !== 'online');
  const lines = [...operations]
    .filter((operation) => showDone || !DONE.includes(operation.phase))
    .sort((a, b) => b.plannedStart.localeCompare(a.plannedStart))
    .flatMap((operation) => linesOf(operation, unitOf));
  const columns: Column<Line>[] = [
    {
      id: 'name',
      header: t('situation:operations.site'),
      grows: true,
      cell: (line) => (line.siteId === null ? <strong>{line.name}</strong> : `　${line.name}`),
    },
    {
      id: 'state',
      header: t('situation:operations.state'),
      cell: (line) => (
        <Badge tone={OPERATION_TONE[line.state]}>{t(`terms:operation_state.${line.state}`)}</Badge>
      ),
    },
    {
      id: 'elapsed',
      header: t('situation:operations.elapsed'),
      kind: 'number',
      cell: (line) => <Since at={line.since} />,
    },
    { id: 'commander', header: t('situation:operations.commander'), cell: (line) => line.commander },
    {
      id: 'people',
      header: t('situation:operations.people'),
      kind: 'number',
      spare: true,
      cell: (line) => line.counts,
    },
    {
      id: 'amount',
      header: t('situation:operations.amount'),
      kind: 'number',
      spare: true,
      cell: (line) => (line.amount === null ? '' : money(line.amount / 10_000)),
    },
  ];
  return (
    <Panel
      title={t('situation:operations.title')}
      count={operations.length}
      tools={
        <Checkbox label={t('situation:operations.show_done')} checked={showDone} onChange={setShowDone} />
      }
    >
      <DataTable
        label={t('situation:operations.title')}
        rows={lines}
        columns={columns}
        rowKey={(line) => line.key}
        picked={picked}
        onPick={(line) => (line.siteId === null ? pick('operation', line.key) : pick('site', line.key))}
        onOpen={(line) => {
          pick('operation', line.operation.operationId);
          goTo('operations');
        }}
        tone={(line) => (line.state === 'incident' ? 'alarm' : DONE.includes(line.state) ? 'dim' : null)}
        stale={stale}
        empty={
          heard ? (
            <ListState kind="empty" text={t('situation:operations.empty')} />
          ) : (
            <ListState kind="loading" text={t('app.loading')} />
          )
        }
      />
    </Panel>
  );
}

/** A running time since an instant of the hub. */
export function Since({ at }: { at: string }) {
  return elapsed(useHubNow() - Date.parse(at));
}
