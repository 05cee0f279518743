import { ListState } from '#renderer/ui/ListState.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import type { Picked } from '../../state/selection-slice.ts';
import { splitSiteKey } from '../../state/site-key.ts';
import { useConsole } from '../../state/use-console.ts';
import { useOne } from '../../state/use-domain.ts';
import { useText } from '../../use-text.ts';
import { IncidentFacts } from '../alarms/IncidentFacts.tsx';
import { IncidentSteps } from '../alarms/IncidentSteps.tsx';
import { OrderDetail } from '../orders/OrderDetail.tsx';
import { OperationDetail, SiteDetail } from './OperationDetail.tsx';
import { UnitDetail } from './UnitDetail.tsx';

/** Everything about the one thing that is picked, wherever it was picked. */
export function DetailPanel() {
  const t = useText();
  const picked = useConsole((s) => s.picked);
  return (
    <Panel title={t('situation:detail.title')} padded>
      {picked === null ? (
        <ListState
          kind="empty"
          text={t('situation:detail.nothing')}
          hint={t('situation:detail.nothing_hint')}
        />
      ) : (
        <Detail key={`${picked.kind}/${picked.id}`} picked={picked} />
      )}
    </Panel>
  );
}

function Detail({ picked: { kind, id } }: { picked: Picked }) {
  const t = useText();
  const { operationId } = kind === 'site' ? splitSiteKey(id) : { operationId: id };
  const unit = useOne('unit', kind === 'unit' ? id : null);
  const operation = useOne('operation', kind === 'operation' || kind === 'site' ? operationId : null);
  const order = useOne('order', kind === 'order' ? id : null);
  const incident = useOne('incident', kind === 'incident' ? id : null);
  const site = kind === 'site' ? operation?.sites[splitSiteKey(id).siteId] : undefined;
  if (unit) return <UnitDetail unit={unit} />;
  if (operation && site) return <SiteDetail operation={operation} site={site} />;
  if (operation && kind === 'operation') return <OperationDetail operation={operation} />;
  if (order) return <OrderDetail order={order} />;
  if (incident) {
    return (
      <>
        <IncidentFacts incident={incident} />
        <IncidentSteps incident={incident} />
      </>
    );
  }
  return <ListState kind="empty" text={t('situation:detail.gone')} />;
}
