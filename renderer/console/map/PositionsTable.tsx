import type { Unit } from '#domain/unit/state.ts';
import { type Column, DataTable } from '#renderer/ui/DataTable.tsx';
import { ListState } from '#renderer/ui/ListState.tsx';
import { FixAge } from '../features/situation/FixAge.tsx';
import { UnitMark } from '../features/situation/UnitMark.tsx';
import { useOpenPicture } from '../features/video/use-open-picture.ts';
import { lngLat } from '../format.ts';
import { useConsole, useHubNow } from '../state/use-console.ts';
import { useAll } from '../state/use-domain.ts';
import { useText } from '../use-text.ts';
import type { PositionsSource } from './positions.ts';

/** Where the units are, as a table: for a machine that cannot draw the map. */
export function PositionsTable({ positions }: { positions: PositionsSource }) {
  const t = useText();
  useHubNow(); // positions are outside React; once a second is often enough to read
  const units = useAll('unit').filter((unit) => !unit.retired);
  const picked = useConsole((s) => (s.picked?.kind === 'unit' ? s.picked.id : null));
  const pick = useConsole((s) => s.pick);
  const open = useOpenPicture();
  const columns: Column<Unit>[] = [
    { id: 'mark', header: t('situation:units.mark'), cell: (unit) => <UnitMark unit={unit} /> },
    {
      id: 'call_sign',
      header: t('situation:units.call_sign'),
      grows: true,
      cell: (unit) => `${unit.profile.callSign} ${unit.profile.name}`,
      sortBy: (unit) => unit.profile.callSign,
    },
    {
      id: 'position',
      header: t('situation:detail.position'),
      kind: 'number',
      cell: (unit) => {
        const fix = positions.fixOf(unit.unitId);
        return fix ? lngLat(fix) : t('common.none');
      },
    },
    {
      id: 'fix',
      header: t('situation:units.fix'),
      kind: 'number',
      cell: (unit) => <FixAge unitId={unit.unitId} />,
    },
  ];
  return (
    <DataTable
      label={t('situation:units.title')}
      rows={units}
      columns={columns}
      rowKey={(unit) => unit.unitId}
      picked={picked}
      onPick={(unit) => pick('unit', unit.unitId)}
      onOpen={(unit) => open(unit.unitId)}
      empty={<ListState kind="empty" text={t('situation:units.empty')} />}
    />
  );
}
