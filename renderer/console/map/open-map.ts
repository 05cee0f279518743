import { addProtocol, Map as MapLibreMap, setWorkerUrl, type VectorTileSource } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import 'maplibre-gl/dist/maplibre-gl.css';
import { createStore } from 'zustand';
import type { HubClient } from '#renderer/client/hub-client.ts';
import type { ConsoleStore } from '../state/create-console-store.ts';
import { BASE_URL, openBase } from './base-source.ts';
import { type Camera, CHINA, moveCamera } from './camera.ts';
import { type Gestures, listenToPointer } from './gestures.ts';
import type { MapApp, MapFacts } from './map-app.ts';
import { mapStyle } from './map-style.ts';
import { FONTS, readPalette } from './palette.ts';
import type { PositionsSource } from './positions.ts';
import { sendInterest } from './send-interest.ts';
import { showOverlays } from './show-overlays.ts';
import { showUnits } from './show-units.ts';

type Needs = {
  store: ConsoleStore;
  hub: HubClient;
  positions: PositionsSource;
  hubUrl: () => Promise<string>;
  words: MapApp['words'];
};

export type OpenMap = {
  app: MapApp;
  camera: Camera;
  /** Puts the map into that element; it fills it. */
  mount: (host: HTMLElement) => void;
  unmount: (host: HTMLElement) => void;
  setWords: (words: MapApp['words']) => void;
};

const CLOSEST = 19;
const FURTHEST = 2.6;
const RETRY_BASE_MS = 10_000;

let base: ReturnType<typeof openBase> | null = null;

/** Once a page: the worker's file, and the one place where base maps come from. */
function prepare(hubUrl: () => Promise<string>): { renew: () => void } {
  if (base) return base;
  base = openBase(hubUrl);
  setWorkerUrl(workerUrl);
  addProtocol('pmtiles', base.answer);
  return base;
}

/**
 * Makes this window's one map. It outlives the component that shows it, so that a change of screens keeps the view and
 * costs no second graphics context.
 *
 * @throws GPUInitializationError where nothing can be drawn.
 */
export function openMap(
  { store, hub, positions, hubUrl, words }: Needs,
  className: string,
  host: HTMLElement,
): OpenMap {
  const { renew } = prepare(hubUrl);
  const container = document.createElement('div');
  container.className = className;
  host.append(container);
  let hosts: HTMLElement[] = [host];
  const facts = createStore<MapFacts>()(() => ({
    base: 'loading',
    zoom: 3,
    lat: 30,
    gridMeters: null,
    withoutFix: 0,
    noFixOf: null,
    trail: 'none',
  }));
  const app = { store, hub, positions, facts, words, isShown: () => container.isConnected } as MapApp;
  let endBox: Gestures['endBox'] | null = null;

  const map = new MapLibreMap({
    container,
    style: mapStyle(readPalette()),
    bounds: CHINA,
    minZoom: FURTHEST,
    maxZoom: CLOSEST,
    maxPitch: 0,
    pitchWithRotate: false,
    dragRotate: false,
    touchPitch: false,
    renderWorldCopies: false,
    attributionControl: false,
    // Live layers are drawn anew all the time; fading would repaint for 300 ms after each.
    fadeDuration: 0,
    localIdeographFontFamily: FONTS.map((name) => (name === 'sans-serif' ? name : `"${name}"`)).join(','),
    locale: { 'Map.Title': words.t('situation:map.canvas') },
    boxZoom: { boxZoomEnd: (...box) => endBox?.(...box) },
  });
  app.map = map;
  // North stays up: the nibs of the marks are read as compass directions.
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();

  const units = showUnits(app);
  const overlays = showOverlays(app);
  const gestures = listenToPointer(app, units);
  const camera = moveCamera(app, units);
  endBox = gestures.endBox;
  sendInterest(app);

  watchBase(app, renew);
  map.on('move', () => facts.setState({ zoom: map.getZoom(), lat: map.getCenter().lat }));
  map.on('load', () => camera.catchUp());
  container.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') gestures.closeFan();
  });
  new MutationObserver(() => {
    const palette = readPalette();
    for (const layer of mapStyle(palette).layers) {
      for (const [name, value] of Object.entries('paint' in layer ? (layer.paint ?? {}) : {}))
        map.setPaintProperty(layer.id, name as 'fill-color', value as string);
    }
    units.redress(palette);
  }).observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });

  return {
    app,
    camera,
    mount: (next) => {
      hosts = [...hosts.filter((one) => one !== next), next];
      if (container.parentElement !== next) next.append(container);
      map.resize();
      units.catchUp();
      camera.catchUp();
    },
    unmount: (gone) => {
      hosts = hosts.filter((one) => one !== gone);
      const before = hosts.at(-1);
      if (container.parentElement !== gone) return;
      if (before) before.append(container);
      else container.remove();
    },
    setWords: (next) => {
      const isOther = next.t !== app.words.t;
      app.words = next;
      if (!isOther) return;
      map.getCanvas().setAttribute('aria-label', next.t('situation:map.canvas'));
      overlays.redraw();
      units.redress(readPalette());
    },
  };
}

/** Says whether the base map is there, and asks again while it is not: units and sites are shown without it. */
function watchBase({ map, facts, store }: MapApp, renew: () => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const retry = () => {
    if (facts.getState().base !== 'failed') return;
    renew();
    map.getSource<VectorTileSource>('base')?.setUrl(BASE_URL);
  };
  map.on('error', (event) => {
    const sourceId = 'sourceId' in event ? event.sourceId : null;
    console.warn('the map could not draw something', { sourceId, cause: String(event.error) });
    if (sourceId !== 'base') return;
    facts.setState({ base: 'failed' });
    clearTimeout(timer);
    timer = setTimeout(retry, RETRY_BASE_MS);
  });
  map.on('sourcedata', (event) => {
    if (event.sourceId === 'base' && event.isSourceLoaded) facts.setState({ base: 'ready' });
  });
  store.subscribe((state, before) => {
    if (state.link.state === 'online' && before.link.state !== 'online') retry();
  });
}
