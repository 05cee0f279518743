import { useState } from 'react';
import { disbandTeam, type TeamPlan } from '#contracts/operation.ts';
import type { Operation } from '#domain/operation/state.ts';
import { newId } from '#renderer/client/new-id.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { type Column, DataTable } from '#renderer/ui/DataTable.tsx';
import { ListState } from '#renderer/ui/ListState.tsx';
import { Row } from '#renderer/ui/Panel.tsx';
import { callSignOf, useUnitOf } from '../../state/use-domain.ts';
import { useText } from '../../use-text.ts';
import { AskOnce } from '../../forms/AskOnce.tsx';
import { Refused } from '../../forms/Refused.tsx';
import { focusList } from './focus-list.ts';
import { TeamEditor } from './TeamEditor.tsx';
import { useSend } from '../../forms/use-send.ts';
import styles from './operations.module.css';

/** The teams of an operation, and the one that is picked or new in a form beside. */
export function TeamsTab({ operation, editable }: { operation: Operation; editable: boolean }) {
  const t = useText();
  const { operationId } = operation;
  const teams = Object.values(operation.teams);
  const [shownId, setShownId] = useState<string | null>(null);
  const { send, refusal } = useSend();
  const columns = useColumns(operation);
  const picked = shownId === null ? undefined : operation.teams[shownId];
  const adding = shownId !== null && !picked;
  return (
    <div className={styles.split}>
      <div className={styles.list}>
        {editable && (
          <Row>
            <Button size="s" onClick={() => setShownId(newId())}>
              {t('operations:teams.add')}
            </Button>
          </Row>
        )}
        <DataTable
          label={t('operations:tabs.teams')}
          rows={teams}
          columns={columns}
          rowKey={(team) => team.teamId}
          picked={picked ? shownId : null}
          onPick={(team) => setShownId(team.teamId)}
          empty={<ListState kind="empty" text={t('operations:teams.none')} />}
        />
      </div>
      <div className={styles.pad}>
        {shownId !== null && (
          <TeamEditor
            key={shownId}
            operation={operation}
            teamId={shownId}
            editable={editable}
            onDone={() => {
              setShownId(adding ? null : shownId);
              focusList();
            }}
          />
        )}
        {picked && editable && (
          <AskOnce
            label={t('operations:teams.disband')}
            text={t('operations:teams.disband_text', { team: picked.name, n: picked.unitIds.length })}
            onYes={() =>
              void send(
                disbandTeam,
                { operationId, teamId: picked.teamId },
                t('operations:what.disband'),
                operationId,
              )
            }
          />
        )}
        <Refused refusal={refusal} />
        {shownId === null && <ListState kind="empty" text={t('operations:teams.pick')} />}
      </div>
    </div>
  );
}

function useColumns(operation: Operation): Column<TeamPlan>[] {
  const t = useText();
  const unitOf = useUnitOf();
  const members = (team: TeamPlan) => team.unitIds.map((id) => callSignOf(unitOf(id))).join('、');
  const site = (team: TeamPlan) =>
    team.siteId === null
      ? t('operations:teams.reserve_short')
      : (operation.sites[team.siteId]?.plan.name ?? '—');
  return [
    {
      id: 'name',
      header: t('operations:teams.name'),
      cell: (team) => <strong>{team.name}</strong>,
      sortBy: (team) => team.name,
    },
    {
      id: 'function',
      header: t('operations:teams.function'),
      cell: (team) => t(`terms:team_function.${team.function}`),
      sortBy: (team) => team.function,
    },
    { id: 'site', header: t('operations:teams.site'), cell: site, sortBy: site },
    {
      id: 'n',
      header: t('operations:teams.count'),
      kind: 'number',
      cell: (team) => team.unitIds.length,
      sortBy: (team) => team.unitIds.length,
    },
    {
      id: 'members',
      header: t('operations:teams.members'),
      grows: true,
      cell: (team) => <span title={members(team)}>{members(team)}</span>,
    },
  ];
}
