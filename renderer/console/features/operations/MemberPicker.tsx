import { useState } from 'react';
import type { Operation } from '#domain/operation/state.ts';
import { type Column, DataTable } from '#renderer/ui/DataTable.tsx';
import { FilterBox } from '#renderer/ui/Field.tsx';
import { ListState } from '#renderer/ui/ListState.tsx';
import { useAll, useCourtNames, useUnitOf } from '../../state/use-domain.ts';
import { useText } from '../../use-text.ts';
import { type MemberChoice, memberChoices } from './member-choice.ts';
import styles from './operations.module.css';

type Props = {
  operation: Operation;
  teamId: string;
  chosen: readonly string[];
  editable: boolean;
  onChange: (unitIds: string[]) => void;
};

/** The roster with a tick for each member and, for those who cannot join, why not. ↑ ↓ and Space by key. */
export function MemberPicker({ operation, teamId, chosen, editable, onChange }: Props) {
  const t = useText();
  const courts = useCourtNames();
  const unitOf = useUnitOf();
  const operations = useAll('operation');
  const [filter, setFilter] = useState('');
  const [at, setAt] = useState<string | null>(null);
  const marked = new Set(chosen);
  const all = memberChoices(useAll('unit'), operation, teamId);
  const rows = editable ? all : all.filter((row) => marked.has(row.unit.unitId));
  const toggle = (row: MemberChoice) => {
    const { unitId } = row.unit;
    if (!editable) return;
    if (marked.has(unitId)) onChange(chosen.filter((id) => id !== unitId));
    else if (row.can) onChange([...chosen, unitId]);
  };
  const why = (row: MemberChoice) => {
    switch (row.why) {
      case 'busy':
        return t('operations:teams.busy', {
          operation: operations.find((one) => one.operationId === row.operationId)?.title ?? '—',
        });
      case 'in_team':
        return t('operations:teams.in_team', { team: row.team });
      case 'unavailable':
        return `${t('operations:teams.unavailable')}${row.reason === '' ? '' : ` · ${row.reason}`}`;
      default:
        return t('operations:teams.free');
    }
  };
  const columns: Column<MemberChoice>[] = [
    {
      id: 'tick',
      header: '',
      cell: (row) => (
        <input
          type="checkbox"
          tabIndex={-1}
          className={styles.tick}
          aria-label={row.unit.profile.callSign}
          checked={marked.has(row.unit.unitId)}
          disabled={!editable || (!row.can && !marked.has(row.unit.unitId))}
          onChange={() => toggle(row)}
        />
      ),
    },
    {
      id: 'call_sign',
      header: t('units:columns.call_sign'),
      cell: ({ unit }) => unit.profile.callSign,
      sortBy: ({ unit }) => unit.profile.callSign,
      text: ({ unit }) => unit.profile.callSign,
    },
    {
      id: 'name',
      header: t('units:columns.name'),
      cell: ({ unit: { profile } }) => (
        <>
          {profile.name}
          {profile.sex === 'female' && <span className={styles.quiet}> {t('terms:sex.female')}</span>}
        </>
      ),
      text: ({ unit: { profile } }) => `${profile.name} ${profile.skills.join(' ')} ${profile.plate}`,
    },
    {
      id: 'kind',
      header: t('units:columns.kind'),
      cell: ({ unit }) => t(`terms:unit_kind.${unit.profile.kind}`),
      sortBy: ({ unit }) => unit.profile.kind,
      text: ({ unit }) => t(`terms:unit_kind.${unit.profile.kind}`),
    },
    { id: 'skills', header: t('units:columns.skills'), cell: ({ unit }) => unit.profile.skills.join('、') },
    {
      id: 'court',
      header: t('units:columns.court'),
      cell: ({ unit }) => courts.short(unit.courtCode),
      sortBy: ({ unit }) => unit.courtCode,
    },
    {
      id: 'why',
      header: t('operations:teams.state'),
      grows: true,
      cell: why,
      sortBy: (row) => Number(!row.can),
      text: why,
    },
  ];
  return (
    <section className={styles.part} aria-label={t('operations:teams.members')}>
      <header className={styles.partHead}>
        <h3>{t('operations:teams.members')}</h3>
        <span className={styles.quiet}>
          {t('operations:teams.members_n', { n: chosen.length })}
          {chosen.length > 0 && ` · ${chosen.map((id) => unitOf(id)?.profile.callSign ?? '—').join('、')}`}
        </span>
        {editable && <FilterBox label={t('operations:teams.filter')} value={filter} onChange={setFilter} />}
      </header>
      <div className={styles.roster}>
        <DataTable
          label={t('operations:teams.members')}
          rows={rows}
          columns={columns}
          rowKey={(row) => row.unit.unitId}
          filter={filter}
          picked={at}
          marked={marked}
          onPick={(row) => setAt(row.unit.unitId)}
          onOpen={toggle}
          onMark={toggle}
          tone={(row) => (row.can || marked.has(row.unit.unitId) ? null : 'dim')}
          empty={
            <ListState
              kind="empty"
              text={t(filter === '' ? 'situation:units.empty' : 'situation:units.empty_filter')}
            />
          }
        />
      </div>
      {editable && <p className={styles.quiet}>{t('operations:teams.mark_hint')}</p>}
    </section>
  );
}
