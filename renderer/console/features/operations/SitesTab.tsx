import { useState } from 'react';
import { removeSite } from '#contracts/operation.ts';
import type { Operation, Site } from '#domain/operation/state.ts';
import { newId } from '#renderer/client/new-id.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { type Column, DataTable } from '#renderer/ui/DataTable.tsx';
import { ListState } from '#renderer/ui/ListState.tsx';
import { Row } from '#renderer/ui/Panel.tsx';
import { lngLat } from '../../format.ts';
import { siteKey } from '../../state/site-key.ts';
import { useConsole } from '../../state/use-console.ts';
import { callSignOf, useCourtNames, useUnitOf } from '../../state/use-domain.ts';
import { useText } from '../../use-text.ts';
import { SiteDetail } from '../situation/OperationDetail.tsx';
import { AskOnce } from '../../forms/AskOnce.tsx';
import { focusList } from './focus-list.ts';
import { SiteEditor } from './SiteEditor.tsx';
import { useSend } from '../../forms/use-send.ts';
import { Refused } from '../../forms/Refused.tsx';
import styles from './operations.module.css';

/** The sites of an operation, and the one that is picked or new in a form beside. */
export function SitesTab({ operation, editable }: { operation: Operation; editable: boolean }) {
  const t = useText();
  const { operationId } = operation;
  const sites = Object.values(operation.sites);
  const pickedKey = useConsole((s) => (s.picked?.kind === 'site' ? s.picked.id : null));
  const pick = useConsole((s) => s.pick);
  const waiting = useConsole(
    (s) => s.placing ?? Object.keys(s.forms).find((key) => key.includes(`/site/${operationId}/`)) ?? null,
  );
  // A site that was being added comes back after a look at the map.
  const [adding, setAdding] = useState<string | null>(() => newSiteOf(waiting, operation));
  const picked =
    adding === null ? sites.find((site) => siteKey(operationId, site.plan.siteId) === pickedKey) : undefined;
  const { send, refusal } = useSend();
  const columns = useColumns(operation);
  return (
    <div className={styles.split}>
      <div className={styles.list}>
        {editable && (
          <Row>
            <Button size="s" onClick={() => setAdding(newId())}>
              {t('operations:sites.add')}
            </Button>
          </Row>
        )}
        <DataTable
          label={t('operations:tabs.sites')}
          rows={sites}
          columns={columns}
          rowKey={(site) => siteKey(operationId, site.plan.siteId)}
          picked={picked ? pickedKey : null}
          onPick={(site) => {
            setAdding(null);
            pick('site', siteKey(operationId, site.plan.siteId));
          }}
          empty={<ListState kind="empty" text={t('operations:sites.none')} />}
        />
      </div>
      <div className={styles.pad}>
        {adding !== null && editable && (
          <SiteEditor
            key={adding}
            operation={operation}
            siteId={adding}
            onDone={() => {
              setAdding(null);
              focusList();
            }}
          />
        )}
        {picked && !editable && <SiteDetail operation={operation} site={picked} />}
        {picked && editable && (
          <>
            <SiteEditor
              key={picked.plan.siteId}
              operation={operation}
              siteId={picked.plan.siteId}
              onDone={() => undefined}
            />
            <AskOnce
              label={t('operations:sites.remove')}
              text={t('operations:sites.remove_text', { site: picked.plan.name })}
              onYes={() =>
                void send(
                  removeSite,
                  { operationId, siteId: picked.plan.siteId },
                  t('operations:what.remove_site'),
                  operationId,
                )
              }
            />
          </>
        )}
        <Refused refusal={refusal} />
        {adding === null && !picked && <ListState kind="empty" text={t('operations:sites.pick')} />}
      </div>
    </div>
  );
}

/** The id in the name of a site's form, when the plan does not hold that site yet. */
function newSiteOf(formKey: string | null, operation: Operation): string | null {
  const [, kind, operationId, siteId] = formKey?.split('/') ?? [];
  return kind === 'site' && operationId === operation.operationId && siteId && !operation.sites[siteId]
    ? siteId
    : null;
}

function useColumns(operation: Operation): Column<Site>[] {
  const t = useText();
  const unitOf = useUnitOf();
  const courts = useCourtNames();
  const teams = Object.values(operation.teams);
  return [
    {
      id: 'name',
      header: t('operations:sites.name'),
      cell: (site) => <strong>{site.plan.name}</strong>,
      sortBy: (site) => site.plan.name,
    },
    {
      id: 'address',
      header: t('operations:sites.address'),
      grows: true,
      cell: (site) => <span title={site.plan.address}>{site.plan.address}</span>,
    },
    {
      id: 'court',
      header: t('operations:sites.place_court'),
      cell: (site) => courts.short(site.plan.placeCourtCode),
      sortBy: (site) => site.plan.placeCourtCode,
    },
    {
      id: 'commander',
      header: t('operations:sites.commander'),
      cell: (site) =>
        site.plan.commanderUnitId ? (
          callSignOf(unitOf(site.plan.commanderUnitId))
        ) : (
          <span className={styles.warn}>{t('operations:sites.no_commander')}</span>
        ),
    },
    {
      id: 'teams',
      header: t('operations:tabs.teams'),
      kind: 'number',
      cell: (site) => teams.filter((team) => team.siteId === site.plan.siteId).length,
    },
    {
      id: 'position',
      header: t('operations:sites.position'),
      kind: 'number',
      cell: (site) => lngLat(site.plan),
    },
    {
      id: 'radius',
      header: t('operations:sites.radius'),
      kind: 'number',
      cell: (site) => site.plan.radiusMeters,
    },
  ];
}
