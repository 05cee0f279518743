import { useState } from 'react';
import { UNIT_KINDS } from '#contracts/unit.ts';
import type { Unit } from '#domain/unit/state.ts';
import { newId } from '#renderer/client/new-id.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { type Column, DataTable } from '#renderer/ui/DataTable.tsx';
import { Checkbox, FilterBox } from '#renderer/ui/Field.tsx';
import { ListState } from '#renderer/ui/ListState.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { dayOf } from '../../format.ts';
import screen from '../../shell/screen.module.css';
import { useConsole, useHubNow } from '../../state/use-console.ts';
import { useAll, useCourtNames, useHolds, useOne } from '../../state/use-domain.ts';
import { useForm } from '../../state/use-form.ts';
import { useText } from '../../use-text.ts';
import { UnitMark } from '../situation/UnitMark.tsx';
import {
  certificateState,
  countRoster,
  DEVICE_STATES,
  deviceState,
  filterRoster,
  noFilter,
  skillsOf,
} from './roster.ts';
import { UnitEditor } from './UnitEditor.tsx';
import { UnitPane } from './UnitPane.tsx';
import styles from './units.module.css';

/** 力量台账: people and vehicles with their papers and terminals; register, change, enrol, revoke, retire. */
export function UnitsScreen() {
  const t = useText();
  const now = useHubNow();
  const units = useAll('unit');
  const manages = useHolds('roster.manage');
  const [text, setText] = useState('');
  const { form: filter, change: setFilter } = useForm('roster-filter', noFilter);
  const {
    form: adding,
    change: setAdding,
    clear: stopAdding,
  } = useForm<{ unitId: string | null }>('new-unit', { unitId: null });
  const pickedId = useConsole((s) => (s.picked?.kind === 'unit' ? s.picked.id : null));
  const picked = useOne('unit', pickedId);
  const pick = useConsole((s) => s.pick);
  const heard = useConsole((s) => s.heardAt !== null);
  const stale = useConsole((s) => s.link.state !== 'online');
  const rows = filterRoster(units, filter, now);
  const filtered = text !== '' || Object.entries(filter).some(([, value]) => value !== '' && value !== false);
  return (
    <div className={screen.two}>
      <Panel
        title={t('units:title')}
        count={rows.length}
        tools={
          <>
            <Checkbox
              label={t('units:show_retired')}
              checked={filter.retired}
              onChange={(retired) => setFilter({ retired })}
            />
            <FilterBox label={t('units:filter')} value={text} onChange={setText} />
            {manages && (
              <Button size="s" onClick={() => setAdding({ unitId: newId() })}>
                {t('units:add')}
              </Button>
            )}
          </>
        }
      >
        <div className={styles.roster}>
          <div className={styles.bar}>
            <Filters units={units} filter={filter} onChange={setFilter} />
            <span className={styles.summary}>{t('units:summary', countRoster(rows, dayOf(now)))}</span>
          </div>
          <DataTable
            label={t('units:title')}
            rows={rows}
            columns={useColumns(now)}
            rowKey={(unit) => unit.unitId}
            filter={text}
            picked={adding.unitId === null ? pickedId : null}
            onPick={(unit) => {
              stopAdding();
              pick('unit', unit.unitId);
            }}
            tone={(unit) =>
              unit.retired
                ? 'dim'
                : ['expired', 'missing'].includes(certificateState(unit.profile, dayOf(now)) ?? '')
                  ? 'warn'
                  : null
            }
            stale={stale}
            empty={
              heard ? (
                <ListState
                  kind="empty"
                  text={t(filtered ? 'situation:units.empty_filter' : 'units:empty')}
                  hint={!filtered && manages ? t('units:empty_hint') : undefined}
                />
              ) : (
                <ListState kind="loading" text={t('app.loading')} />
              )
            }
          />
        </div>
      </Panel>
      <Panel title={adding.unitId !== null ? t('units:add_title') : t('situation:detail.title')} padded>
        {adding.unitId !== null ? (
          <UnitEditor key={adding.unitId} unitId={adding.unitId} unit={null} editable onDone={stopAdding} />
        ) : picked ? (
          <UnitPane key={picked.unitId} unit={picked} />
        ) : (
          <ListState kind="empty" text={t('units:pick')} />
        )}
      </Panel>
    </div>
  );
}

type FiltersProps = {
  units: readonly Unit[];
  filter: typeof noFilter;
  onChange: (part: Partial<typeof noFilter>) => void;
};

function Filters({ units, filter, onChange }: FiltersProps) {
  const t = useText();
  const courts = useCourtNames();
  const choice = <K extends 'court' | 'kind' | 'sex' | 'skill' | 'device'>(
    field: K,
    what: string,
    options: readonly (readonly [value: (typeof noFilter)[K], label: string])[],
  ) => (
    <select
      className={styles.select}
      aria-label={what}
      value={filter[field]}
      onChange={(event) => onChange({ [field]: event.target.value })}
    >
      <option value="">{t('units:any', { what })}</option>
      {options.map(([value, label]) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
  const codes = [...new Set(units.map((unit) => unit.courtCode))];
  return (
    <>
      {choice(
        'court',
        t('units:columns.court'),
        codes.map((code) => [code, courts.short(code)]),
      )}
      {choice(
        'kind',
        t('units:columns.kind'),
        UNIT_KINDS.map((kind) => [kind, t(`terms:unit_kind.${kind}`)]),
      )}
      {choice(
        'sex',
        t('units:columns.sex'),
        (['female', 'male'] as const).map((sex) => [sex, t(`terms:sex.${sex}`)]),
      )}
      {choice(
        'skill',
        t('units:columns.skills'),
        skillsOf(units).map((skill) => [skill, skill]),
      )}
      {choice(
        'device',
        t('units:columns.device'),
        DEVICE_STATES.map((state) => [state, t(`units:device_state.${state}`)]),
      )}
    </>
  );
}

function useColumns(now: number): Column<Unit>[] {
  const t = useText();
  const courts = useCourtNames();
  const operations = useAll('operation');
  const day = dayOf(now);
  const task = (unit: Unit) =>
    operations.find((operation) => operation.operationId === unit.assignment?.operationId)?.title ??
    t('common.none');
  return [
    {
      id: 'status',
      header: t('units:columns.status'),
      cell: (unit) => <UnitMark unit={unit} />,
      sortBy: (unit) => unit.status,
    },
    {
      id: 'call_sign',
      header: t('units:columns.call_sign'),
      cell: (unit) => unit.profile.callSign,
      sortBy: (unit) => unit.profile.callSign,
      text: (unit) => unit.profile.callSign,
    },
    {
      id: 'name',
      header: t('units:columns.name'),
      cell: ({ profile }) => profile.name,
      sortBy: (unit) => unit.profile.name,
      text: ({ profile }) =>
        `${profile.name} ${profile.policeNumber} ${profile.plate} ${profile.cameraLabel} ${profile.skills.join(' ')}`,
    },
    {
      id: 'kind',
      header: t('units:columns.kind'),
      cell: (unit) => t(`terms:unit_kind.${unit.profile.kind}`),
      sortBy: (unit) => unit.profile.kind,
    },
    {
      id: 'sex',
      header: t('units:columns.sex'),
      cell: (unit) => (unit.profile.sex ? t(`terms:sex.${unit.profile.sex}`) : t('common.none')),
      sortBy: (unit) => unit.profile.sex,
    },
    {
      id: 'court',
      header: t('units:columns.court'),
      cell: (unit) => courts.short(unit.courtCode),
      sortBy: (unit) => unit.courtCode,
      text: (unit) => courts.short(unit.courtCode),
    },
    {
      id: 'task',
      header: t('units:columns.assignment'),
      grows: true,
      cell: (unit) => <span title={task(unit)}>{task(unit)}</span>,
      sortBy: task,
      text: task,
    },
    {
      id: 'camera',
      header: t('units:columns.camera'),
      cell: (unit) => unit.profile.cameraLabel || t('common.none'),
      sortBy: (unit) => unit.profile.cameraLabel || null,
    },
    {
      id: 'certificate',
      header: t('units:columns.certificate'),
      kind: 'number',
      cell: ({ profile }) => {
        const state = certificateState(profile, day);
        if (state === null) return t('common.none');
        const bad = state !== 'valid';
        return (
          <span
            className={bad ? styles.warn : undefined}
            title={bad ? t(state === 'soon' ? 'units:soon' : 'units:expired') : undefined}
          >{`${bad ? '▲ ' : ''}${profile.enforcementIdUntil ?? t('common.none')}`}</span>
        );
      },
      sortBy: (unit) => unit.profile.enforcementIdUntil,
    },
    {
      id: 'device',
      header: t('units:columns.device'),
      cell: (unit) => {
        const state = deviceState(unit, now);
        return (
          <span className={state === 'enrolled' ? undefined : state === 'open' ? styles.warn : styles.quiet}>
            {t(`units:device_state.${state}`)}
          </span>
        );
      },
      sortBy: (unit) => DEVICE_STATES.indexOf(deviceState(unit, now)),
    },
  ];
}
