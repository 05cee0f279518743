import { useState } from 'react';
import type { OperationState } from '#contracts/operation.ts';
import type { Operation } from '#domain/operation/state.ts';
import { operationSince, operationState, operationUnitIds } from '#domain/operation/state.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { type Column, DataTable } from '#renderer/ui/DataTable.tsx';
import { Checkbox, FilterBox } from '#renderer/ui/Field.tsx';
import { ListState } from '#renderer/ui/ListState.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { dayOf, elapsed, shortTime } from '../../format.ts';
import screen from '../../shell/screen.module.css';
import { OPERATION_TONE } from '../../state/looks.ts';
import { useConsole, useHubNow } from '../../state/use-console.ts';
import { useAll, useHolds, useOne } from '../../state/use-domain.ts';
import { useForm } from '../../state/use-form.ts';
import { useText } from '../../use-text.ts';
import { NewOperation } from './PlanTab.tsx';
import { useInboxCount, waitsFor } from './use-inbox.ts';
import { Workbench } from './Workbench.tsx';

const DONE: readonly OperationState[] = ['closed', 'archived', 'cancelled'];

/** All operations that this seat may see, and the planning workbench for the one that is picked. */
export function OperationsScreen() {
  const t = useText();
  const drafts = useHolds('operation.draft');
  const operation = useOne(
    'operation',
    useConsole((s) => s.operationId),
  );
  // A draft that was begun is still being begun after a look elsewhere.
  const { form, change, clear } = useForm('new-operation', { open: false });
  const pick = useConsole((s) => s.pick);
  return (
    <div className={screen.listFirst}>
      <List
        pickedId={form.open ? null : (operation?.operationId ?? null)}
        onPick={(operationId) => {
          clear();
          pick('operation', operationId);
        }}
        onNew={drafts ? () => change({ open: true }) : null}
      />
      {form.open && drafts ? (
        <Panel title={t('operations:new')}>
          <NewOperation onDone={clear} />
        </Panel>
      ) : operation ? (
        <Workbench key={operation.operationId} operation={operation} />
      ) : (
        <Panel title={t('operations:title')}>
          <ListState kind="empty" text={t('operations:none')} />
        </Panel>
      )}
    </div>
  );
}

function List({
  pickedId,
  onPick,
  onNew,
}: {
  pickedId: string | null;
  onPick: (operationId: string) => void;
  onNew: (() => void) | null;
}) {
  const t = useText();
  const operations = useAll('operation');
  const waiting = useInboxCount();
  const callerId = useConsole((s) => s.session?.caller.id ?? '');
  const heard = useConsole((s) => s.heardAt !== null);
  const stale = useConsole((s) => s.link.state !== 'online');
  const [filter, setFilter] = useState('');
  const [showDone, setShowDone] = useState(false);
  const [onlyMine, setOnlyMine] = useState(false);
  const rows = [...operations]
    .filter(
      (operation) =>
        (showDone || !DONE.includes(operation.phase)) && (!onlyMine || waitsFor(operation, callerId)),
    )
    .sort((a, b) => b.plannedStart.localeCompare(a.plannedStart));
  return (
    <Panel
      title={t('operations:title')}
      count={rows.length}
      tools={
        <>
          {waiting > 0 && (
            <Button size="s" aria-pressed={onlyMine} onClick={() => setOnlyMine(!onlyMine)}>
              {t('operations:list.inbox', { n: waiting })}
            </Button>
          )}
          <Checkbox label={t('situation:operations.show_done')} checked={showDone} onChange={setShowDone} />
          <FilterBox label={t('common.filter')} value={filter} onChange={setFilter} />
          {onNew && (
            <Button size="s" onClick={onNew}>
              {t('operations:new')}
            </Button>
          )}
        </>
      }
    >
      <DataTable
        label={t('operations:title')}
        rows={rows}
        columns={useColumns()}
        rowKey={(operation) => operation.operationId}
        filter={filter}
        picked={pickedId}
        onPick={(operation) => onPick(operation.operationId)}
        tone={(operation) =>
          operationState(operation) === 'incident'
            ? 'alarm'
            : waitsFor(operation, callerId) && waiting > 0
              ? 'warn'
              : DONE.includes(operation.phase)
                ? 'dim'
                : null
        }
        stale={stale}
        empty={
          heard ? (
            <ListState
              kind="empty"
              text={t('operations:list.empty')}
              hint={onNew ? t('operations:list.empty_hint') : undefined}
            />
          ) : (
            <ListState kind="loading" text={t('app.loading')} />
          )
        }
      />
    </Panel>
  );
}

function useColumns(): Column<Operation>[] {
  const t = useText();
  const now = useHubNow();
  const text = (operation: Operation) =>
    [
      operation.number,
      operation.title,
      t(`terms:operation_type.${operation.operationType}`),
      t(`terms:operation_state.${operationState(operation)}`),
      ...operation.cases.flatMap((one) => [one.caseNumber, one.subjectName]),
    ].join(' ');
  return [
    {
      id: 'title',
      header: t('operations:list.title'),
      grows: true,
      cell: (operation) => <span title={`${operation.number} ${operation.title}`}>{operation.title}</span>,
      sortBy: (operation) => operation.title,
      text,
    },
    {
      id: 'state',
      header: t('operations:list.state'),
      cell: (operation) => (
        <Badge tone={OPERATION_TONE[operationState(operation)]}>
          {t(`terms:operation_state.${operationState(operation)}`)}
        </Badge>
      ),
      sortBy: operationState,
    },
    {
      id: 'elapsed',
      header: t('operations:list.elapsed'),
      kind: 'number',
      cell: (operation) => elapsed(now - Date.parse(operationSince(operation))),
      sortBy: operationSince,
    },
    {
      id: 'planned',
      header: t('operations:list.planned'),
      kind: 'number',
      cell: (operation) => `${dayOf(operation.plannedStart).slice(5)} ${shortTime(operation.plannedStart)}`,
      sortBy: (operation) => operation.plannedStart,
    },
    {
      id: 'sites',
      header: t('operations:list.sites'),
      kind: 'number',
      cell: (operation) => Object.keys(operation.sites).length,
      sortBy: (operation) => Object.keys(operation.sites).length,
    },
    {
      id: 'people',
      header: t('operations:list.people'),
      kind: 'number',
      cell: (operation) => operationUnitIds(operation).length,
      sortBy: (operation) => operationUnitIds(operation).length,
    },
  ];
}
