import type { MapMouseEvent } from 'maplibre-gl';
import { useEffect, useRef } from 'react';
import { lngLat } from '../format.ts';
import { useText } from '../use-text.ts';
import { distance } from './distance.ts';
import { ATTRIBUTION } from './map-style.ts';
import type { OpenMap } from './open-map.ts';
import { scaleBar } from './scale-bar.ts';
import { useFacts } from './use-facts.ts';
import styles from './MapView.module.css';

const SCALE_PX = 110;

/** Scale, place under the pointer, and whose data the base map is. */
export function MapFoot({ map }: { map: OpenMap }) {
  return (
    <div className={styles.foot}>
      <small className={styles.attribution}>{ATTRIBUTION}</small>
      <Coordinates map={map} />
      <Scale map={map} />
    </div>
  );
}

/** Written past React: it changes with every move of the pointer. */
function Coordinates({ map: { app } }: { map: OpenMap }) {
  const t = useText();
  const output = useRef<HTMLOutputElement>(null);
  useEffect(() => {
    const show = ({ lngLat: at }: MapMouseEvent) => {
      if (output.current) output.current.textContent = `${lngLat(at)} WGS-84`;
    };
    const hide = () => {
      if (output.current) output.current.textContent = '';
    };
    app.map.on('mousemove', show);
    app.map.on('mouseout', hide);
    return () => {
      app.map.off('mousemove', show);
      app.map.off('mouseout', hide);
    };
  }, [app]);
  return <output ref={output} className={styles.coordinates} aria-label={t('situation:map.coordinates')} />;
}

function Scale({ map }: { map: OpenMap }) {
  const t = useText();
  const lat = useFacts(map, (facts) => facts.lat);
  const zoom = useFacts(map, (facts) => facts.zoom);
  const { meters, px } = scaleBar(lat, zoom, SCALE_PX);
  return (
    <div className={styles.scale} ref={(element) => void element?.style.setProperty('width', `${px}px`)}>
      {distance(t, meters)}
    </div>
  );
}
