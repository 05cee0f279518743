import { useState } from 'react';
import { operationUnitIds } from '#domain/operation/state.ts';
import type { Unit } from '#domain/unit/state.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { cx } from '#renderer/ui/class-names.ts';
import { type Column, DataTable } from '#renderer/ui/DataTable.tsx';
import { FilterBox } from '#renderer/ui/Field.tsx';
import { ListState } from '#renderer/ui/ListState.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { LOOK_ORDER, unitLook } from '../../state/looks.ts';
import { useConsole } from '../../state/use-console.ts';
import {
  useAlarmed,
  useAll,
  useCourtCode,
  useCourtNames,
  useOne,
  useUnitOf,
} from '../../state/use-domain.ts';
import { useText } from '../../use-text.ts';
import { useOpenPicture } from '../video/use-open-picture.ts';
import { FixAge } from './FixAge.tsx';
import { Since } from './OperationsBoard.tsx';
import { UnitMark } from './UnitMark.tsx';
import styles from './boards.module.css';

/** Units with state, age of the fix, time in status; worst on top. Marked ones are the next order's targets. */
export function UnitsBoard() {
  const t = useText();
  const all = useAll('unit');
  const unitOf = useUnitOf();
  const operation = useOne(
    'operation',
    useConsole((s) => s.operationId),
  );
  const [onlyOperation, setOnlyOperation] = useState(true);
  const [filter, setFilter] = useState('');
  const picked = useConsole((s) => (s.picked?.kind === 'unit' ? s.picked.id : null));
  const pick = useConsole((s) => s.pick);
  const targets = useConsole((s) => s.targets);
  const toggleTarget = useConsole((s) => s.toggleTarget);
  const setTargets = useConsole((s) => s.setTargets);
  const heard = useConsole((s) => s.heardAt !== null);
  const stale = useConsole((s) => s.link.state !== 'online');
  const presence = useConsole((s) => s.presence);
  const alarmed = useAlarmed();
  const open = useOpenPicture();
  const columns = useColumns();
  const scope =
    onlyOperation && operation
      ? operationUnitIds(operation).flatMap((id) => unitOf(id) ?? [])
      : all.filter((unit) => !unit.retired);
  const rank = (unit: Unit) => LOOK_ORDER.indexOf(unitLook(unit, alarmed, presence.get(unit.unitId)));
  const rows = [...scope].sort(
    (a, b) =>
      rank(a) - rank(b) || a.profile.callSign.localeCompare(b.profile.callSign, 'zh-CN', { numeric: true }),
  );
  return (
    <Panel
      title={t('situation:units.title')}
      count={rows.length}
      tools={
        <>
          {targets.size > 0 && (
            <Button size="s" onClick={() => setTargets([])}>
              {t('situation:units.marked', { n: targets.size })} ✕
            </Button>
          )}
          {operation && (
            <Button size="s" aria-pressed={onlyOperation} onClick={() => setOnlyOperation(!onlyOperation)}>
              {t('situation:units.this_operation')}
            </Button>
          )}
          <FilterBox label={t('common.filter')} value={filter} onChange={setFilter} />
        </>
      }
    >
      <DataTable
        label={t('situation:units.title')}
        rows={rows}
        columns={columns}
        rowKey={(unit) => unit.unitId}
        filter={filter}
        picked={picked}
        marked={targets}
        onPick={(unit) => pick('unit', unit.unitId)}
        onOpen={(unit) => open(unit.unitId)}
        onMark={(unit) => toggleTarget(unit.unitId)}
        tone={(unit) => (alarmed.has(unit.unitId) ? 'alarm' : null)}
        stale={stale}
        empty={
          heard ? (
            <ListState
              kind="empty"
              text={t(filter === '' ? 'situation:units.empty' : 'situation:units.empty_filter')}
            />
          ) : (
            <ListState kind="loading" text={t('app.loading')} />
          )
        }
      />
    </Panel>
  );
}

function useColumns(): Column<Unit>[] {
  const t = useText();
  const court = useCourtCode();
  const courts = useCourtNames();
  const operations = useAll('operation');
  const targets = useConsole((s) => s.targets);
  const toggle = useConsole((s) => s.toggleTarget);
  const fixTimes = useConsole((s) => s.fixTimes);
  const teamOf = (unit: Unit) => {
    const operation = operations.find((o) => o.operationId === unit.assignment?.operationId);
    return operation?.teams[unit.assignment?.teamId ?? '']?.name ?? '—';
  };
  return [
    {
      id: 'target',
      header: '',
      cell: (unit) => (
        <input
          type="checkbox"
          tabIndex={-1}
          className={styles.tick}
          aria-label={t('situation:detail.mark')}
          checked={targets.has(unit.unitId)}
          onChange={() => toggle(unit.unitId)}
          onClick={(event) => event.stopPropagation()}
        />
      ),
    },
    { id: 'mark', header: t('situation:units.mark'), cell: (unit) => <UnitMark unit={unit} /> },
    {
      id: 'call_sign',
      header: t('situation:units.call_sign'),
      grows: true,
      cell: (unit) => (
        <>
          {unit.profile.callSign} <span className={styles.dim}>{unit.profile.name}</span>
          {unit.profile.sex === 'female' && <span className={styles.dim}> {t('terms:sex.female')}</span>}
        </>
      ),
      sortBy: (unit) => unit.profile.callSign,
      text: (unit) =>
        `${unit.profile.callSign} ${unit.profile.name} ${unit.profile.skills.join(' ')} ${unit.profile.plate}`,
    },
    { id: 'team', header: t('situation:units.team'), cell: teamOf, sortBy: teamOf, text: teamOf },
    {
      id: 'court',
      header: t('situation:units.court'),
      cell: (unit) => (
        <span className={cx(unit.courtCode !== court && styles.partner)}>{courts.short(unit.courtCode)}</span>
      ),
      sortBy: (unit) => courts.short(unit.courtCode),
      text: (unit) => courts.short(unit.courtCode),
    },
    {
      id: 'fix',
      header: t('situation:units.fix'),
      kind: 'number',
      cell: (unit) => <FixAge unitId={unit.unitId} />,
      sortBy: (unit) => -(fixTimes.get(unit.unitId) ?? 0),
    },
    {
      id: 'since',
      header: t('situation:units.in_status'),
      kind: 'number',
      cell: (unit) => <Since at={unit.statusSince} />,
      sortBy: (unit) => unit.statusSince,
    },
    {
      id: 'battery',
      header: t('situation:units.battery'),
      kind: 'number',
      spare: true,
      cell: (unit) => <Battery unitId={unit.unitId} />,
    },
  ];
}

const LOW_BATTERY = 20;

function Battery({ unitId }: { unitId: string }) {
  const pct = useConsole((s) => s.presence.get(unitId)?.batteryPct ?? null);
  if (pct === null) return <span className={styles.dim}>—</span>;
  return (
    <span
      className={cx(pct <= LOW_BATTERY && styles.low)}
    >{`${pct <= LOW_BATTERY ? '▲ ' : ''}${Math.round(pct)}%`}</span>
  );
}
