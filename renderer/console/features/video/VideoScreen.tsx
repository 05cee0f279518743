import { useState } from 'react';
import { operationUnitIds } from '#domain/operation/state.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Select } from '#renderer/ui/Field.tsx';
import { ListState } from '#renderer/ui/ListState.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { MOST_TILES } from '../../state/video-slice.ts';
import { useConsole } from '../../state/use-console.ts';
import { useAll, useOne, useUnitOf } from '../../state/use-domain.ts';
import { useText } from '../../use-text.ts';
import { Tile } from './Tile.tsx';
import { useOpenPicture } from './use-open-picture.ts';
import { cx } from '#renderer/ui/class-names.ts';
import styles from './VideoScreen.module.css';

const GRIDS = ['1', '2', '3', '4'] as const;

/** The pictures in a grid of up to 4 × 4. */
export function VideoScreen({ wall = false }: { wall?: boolean }) {
  const t = useText();
  const tiles = useConsole((s) => s.tiles);
  const closeTile = useConsole((s) => s.closeTile);
  const operation = useOne(
    'operation',
    useConsole((s) => s.operationId),
  );
  const units = useAll('unit').filter(
    (unit) => unit.deviceName !== null && !unit.retired && !tiles.some((tile) => tile.unitId === unit.unitId),
  );
  const unitOf = useUnitOf();
  const uplinks = useConsole((s) => s.uplinks);
  const open = useOpenPicture();
  const [grid, setGrid] = useState<(typeof GRIDS)[number]>(wall ? '4' : '3');
  const openAll = () =>
    operation &&
    operationUnitIds(operation)
      // A car's phone sends no picture: it would only fill a place.
      .filter((id) => unitOf(id)?.deviceName && (unitOf(id)?.profile.cameraLabel !== '' || uplinks.has(id)))
      .slice(0, MOST_TILES)
      .reverse()
      .forEach(open);
  return (
    <Panel
      title={t('video:title')}
      count={tiles.length}
      tools={
        <>
          <select
            aria-label={t('video:add')}
            value=""
            onChange={(event) => {
              if (event.target.value !== '') open(event.target.value);
            }}
            className={styles.add}
          >
            <option value="">{t('video:add')}</option>
            {units.map((unit) => (
              <option key={unit.unitId} value={unit.unitId}>
                {`${unit.profile.callSign} ${unit.profile.name}`}
              </option>
            ))}
          </select>
          {operation && (
            <Button size="s" onClick={openAll}>
              {t('video:open_operation')}
            </Button>
          )}
          <Button
            size="s"
            disabled={tiles.length === 0}
            onClick={() => tiles.forEach((tile) => closeTile(tile.unitId))}
          >
            {t('video:close_all')}
          </Button>
          <div className={styles.grids}>
            <Select
              label={t('video:grid')}
              value={grid}
              options={GRIDS.map((value) => ({ value, label: `${value} × ${value}` }))}
              onChange={setGrid}
            />
          </div>
        </>
      }
    >
      {tiles.length === 0 ? (
        <ListState kind="empty" text={t('video:empty')} hint={t('video:empty_hint')} />
      ) : (
        <div className={cx(styles.grid, styles[`g${grid}`])}>
          {tiles.map((tile) => (
            <Tile key={tile.unitId} {...tile} onClose={() => closeTile(tile.unitId)} />
          ))}
        </div>
      )}
    </Panel>
  );
}
