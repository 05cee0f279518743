import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { ListState } from '#renderer/ui/ListState.tsx';
import type { ConsoleStore } from '../state/create-console-store.ts';
import { useApp } from '../state/use-console.ts';
import { useText } from '../use-text.ts';
import { useOpenPicture } from '../features/video/use-open-picture.ts';
import { MapFoot } from './MapFoot.tsx';
import { MapNotes } from './MapNotes.tsx';
import { MapTools } from './MapTools.tsx';
import { openMap, type OpenMap } from './open-map.ts';
import { PositionsTable } from './PositionsTable.tsx';
import type { PositionsSource } from './positions.ts';
import styles from './MapView.module.css';

type Props = { positions: PositionsSource };

/** One map a window. It stays while other screens are shown. */
const maps = new WeakMap<ConsoleStore, OpenMap>();

/** The live map of this window: units, sites, alarms. Where nothing can be drawn, the same positions as a list. */
export function MapView({ positions }: Props) {
  const t = useText();
  const { store, hub, shell } = useApp();
  const openPicture = useOpenPicture();
  const host = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<OpenMap | null>(maps.get(store) ?? null);
  const [isUndrawable, setUndrawable] = useState(false);
  const words = useRef({ t, openPicture });

  useLayoutEffect(() => {
    words.current = { t, openPicture };
    maps.get(store)?.setWords(words.current);
  });

  useEffect(() => {
    const element = host.current;
    if (!element) return;
    let opened = maps.get(store);
    if (opened) opened.mount(element);
    else {
      try {
        opened = openMap(
          { store, hub, positions, hubUrl: async () => (await shell.hub()).url, words: words.current },
          styles.surface!,
          element,
        );
        maps.set(store, opened);
        setMap(opened);
      } catch (cause) {
        console.error('the map cannot be drawn on this machine', cause);
        setUndrawable(true);
        return;
      }
    }
    const shown = opened;
    return () => shown.unmount(element);
  }, [store, hub, positions, shell]);

  if (isUndrawable) {
    return (
      <div className={styles.list}>
        <ListState kind="error" text={t('situation:map.no_webgl')} hint={t('situation:map.no_webgl_hint')} />
        <PositionsTable positions={positions} />
      </div>
    );
  }
  return (
    <div className={styles.map} role="region" aria-label={t('situation:map.title')}>
      <div ref={host} className={styles.host} />
      {map && (
        <>
          <MapNotes map={map} />
          <MapTools map={map} />
          <MapFoot map={map} />
        </>
      )}
    </div>
  );
}
