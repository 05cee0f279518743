import { describe, expect, it, vi } from 'vitest';
import type { HubClient } from '#renderer/client/hub-client.ts';
import { Fleet } from '#renderer/console/map/fleet.ts';
import { listenToPointer } from '#renderer/console/map/gestures.ts';
import type { MapApp } from '#renderer/console/map/map-app.ts';
import type { ShownUnits } from '#renderer/console/map/show-units.ts';
import { createConsoleStore } from '#renderer/console/state/create-console-store.ts';
import { anId } from '#support/build.ts';

const nowhere = { get: () => null, set: () => undefined };
const ZOOM = 14;
const [A, B, C] = [anId(1), anId(2), anId(3)];
/** A and B stand on each other, C apart. */
const PLACES: [string, { lng: number; lat: number }][] = [
  [A!, { lng: 106.5, lat: 29.5 }],
  [B!, { lng: 106.50001, lat: 29.5 }],
  [C!, { lng: 106.52, lat: 29.5 }],
];
const at = (id: string) => PLACES.find(([unitId]) => unitId === id)![1];

function aMap(features: object[] = []) {
  const hub = {
    link: () => ({ state: 'online', pending: 0 }),
    setToken: () => undefined,
  } as unknown as HubClient;
  const store = createConsoleStore(hub, { seat: nowhere, window: nowhere, screenWidth: 1920 });
  const listeners = new Map<string, (event: object) => void>();
  const canvas = { style: { cursor: '' } };
  const map = {
    getZoom: () => ZOOM,
    getCanvas: () => canvas,
    getSource: () => undefined,
    getLayer: () => ({}),
    queryRenderedFeatures: () => features,
    unproject: ({ x, y }: { x: number; y: number }) => ({ lng: x, lat: y }),
    on: (name: string, listener: (event: object) => void) => void listeners.set(name, listener),
  };
  const fleet = new Fleet(() => 1);
  for (const [id, place] of PLACES) fleet.send(id, { ...place, headingDeg: null }, 0);
  const openPicture = vi.fn();
  const app = { map, store, hub, words: { openPicture } } as unknown as MapApp;
  const gestures = listenToPointer(app, {
    fleet,
    layer: { isMoving: () => false },
    relabel: () => undefined,
  } as unknown as ShownUnits);
  const event = (lngLat: object, keys: object = {}) => ({
    lngLat,
    point: { x: 0, y: 0 },
    originalEvent: { detail: 1, ...keys },
    preventDefault: vi.fn(),
  });
  const click = (lngLat: object, keys?: object) => listeners.get('click')!(event(lngLat, keys));
  const fanned = () => [A, B, C].filter((id) => fleet.shiftOf(id!).some((px) => px !== 0));
  return { store, listeners, fleet, gestures, openPicture, click, event, fanned };
}

describe('pointer on the map', () => {
  it('picks a unit, and marks it as a target with a key held', () => {
    const { store, click } = aMap();
    click(at(C!));
    expect(store.getState().picked).toEqual({ kind: 'unit', id: C });
    click(at(C!), { ctrlKey: true });
    click(at(C!), { shiftKey: true });
    expect(store.getState().targets.size).toBe(0);
    click(at(C!), { metaKey: true });
    expect([...store.getState().targets]).toEqual([C]);
  });

  it('fans out units that stand on each other before it picks one of them', () => {
    const { store, fleet, click, fanned } = aMap();
    click(at(A!));
    expect(store.getState().picked).toBeNull();
    expect(fanned()).toEqual([A, B]);
    expect(fleet.shiftOf(A!)).not.toEqual(fleet.shiftOf(B!));
  });

  it('picks from the fan by where the mark is drawn', async () => {
    const { store, fleet, click } = aMap();
    click(at(A!));
    const { latOf, lngOf, stepsPerPixel } = await import('#renderer/console/map/mercator.ts');
    const [x, y] = fleet.where(B!)!;
    const [dx, dy] = fleet.shiftOf(B!);
    const steps = stepsPerPixel(ZOOM);
    click({ lng: lngOf(x + dx * steps), lat: latOf(y + dy * steps) });
    expect(store.getState().picked).toEqual({ kind: 'unit', id: B });
  });

  it('folds the fan with a click beside it, or when the map moves', () => {
    const { click, fanned, listeners } = aMap();
    click(at(A!));
    click({ lng: 100, lat: 20 });
    expect(fanned()).toEqual([]);
    click(at(A!));
    listeners.get('movestart')!({ isFollowing: true });
    expect(fanned()).toEqual([A, B]);
    listeners.get('movestart')!({});
    expect(fanned()).toEqual([]);
  });

  it('opens the picture with a double click, in place of zooming', () => {
    const { listeners, event, openPicture, store } = aMap();
    const twice = event(at(C!));
    listeners.get('click')!(event(at(C!), { detail: 2 }));
    expect(store.getState().picked).toBeNull();
    listeners.get('dblclick')!(twice);
    expect(openPicture).toHaveBeenCalledExactlyOnceWith(C);
    expect(twice.preventDefault).toHaveBeenCalled();
    const beside = event({ lng: 100, lat: 20 });
    listeners.get('dblclick')!(beside);
    expect(beside.preventDefault).not.toHaveBeenCalled();
  });

  it.each([
    [
      { source: 'sites', properties: { key: 'o/s' } },
      { kind: 'site', id: 'o/s' },
    ],
    [
      { source: 'incidents', properties: { id: 'i' } },
      { kind: 'incident', id: 'i' },
    ],
  ])('picks %j where there is no unit', (feature, picked) => {
    const { store, click } = aMap([feature]);
    click({ lng: 100, lat: 20 });
    expect(store.getState().picked).toEqual(picked);
  });

  it('keeps what is picked after a click on nothing', () => {
    const { store, click } = aMap();
    click(at(C!));
    click({ lng: 100, lat: 20 });
    expect(store.getState().picked).toEqual({ kind: 'unit', id: C });
  });

  it('gives a waiting form the place, even on a unit', () => {
    const { store, click } = aMap();
    store.setState({ placing: 'operations/site/x' });
    click({ lng: 106.5200004, lat: 29.5 });
    expect(store.getState().placing).toBeNull();
    expect(store.getState().forms['operations/site/x']).toEqual({ lng: '106.520000', lat: '29.500000' });
    expect(store.getState().picked).toBeNull();
  });

  it('marks the units in the frame as targets, instead of or besides those marked before', () => {
    const { store, gestures } = aMap();
    const frame = (west: number, east: number, keys: object) =>
      gestures.endBox(
        {} as never,
        { x: west, y: 29.6 } as never,
        { x: east, y: 29.4 } as never,
        keys as MouseEvent,
      );
    frame(106.4, 106.51, {});
    expect([...store.getState().targets].sort()).toEqual([A, B]);
    frame(106.51, 106.6, { ctrlKey: true });
    expect([...store.getState().targets].sort()).toEqual([A, B, C]);
    frame(106.51, 106.6, {});
    expect([...store.getState().targets]).toEqual([C]);
  });
});
