import { describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand';
import type { HubClient } from '#renderer/client/hub-client.ts';
import { moveCamera } from '#renderer/console/map/camera.ts';
import { Fleet } from '#renderer/console/map/fleet.ts';
import type { MapApp, MapFacts } from '#renderer/console/map/map-app.ts';
import type { ShownUnits } from '#renderer/console/map/show-units.ts';
import { type ConsoleStore, createConsoleStore } from '#renderer/console/state/create-console-store.ts';
import type { Session } from '#renderer/console/state/session-slice.ts';
import { aCaller, anId, anIncident, anOperation, aSite, aUnit } from '#support/build.ts';

const nowhere = { get: () => null, set: () => undefined };
const me = anId(0x100);

function aMap(before: (store: ConsoleStore) => void = () => undefined) {
  const hub = {
    link: () => ({ state: 'online', pending: 0 }),
    setToken: () => undefined,
  } as unknown as HubClient;
  const store = createConsoleStore(hub, { seat: nowhere, window: nowhere, screenWidth: 1920 });
  before(store);
  const listeners = new Map<string, (event: object) => void>();
  const map = {
    getCanvas: () => ({ clientWidth: 1000, clientHeight: 800 }),
    getZoom: () => 9,
    isMoving: () => false,
    on: (name: string, listener: (event: object) => void) => void listeners.set(name, listener),
    fitBounds: vi.fn(),
    easeTo: vi.fn(),
    jumpTo: vi.fn(),
  };
  const fixes = new Map([[me, { lng: 106.5, lat: 29.5, at: 0, headingDeg: null, speedMps: null }]]);
  const facts = createStore<MapFacts>()(() => ({
    base: 'ready',
    zoom: 9,
    lat: 30,
    gridMeters: null,
    withoutFix: 0,
    noFixOf: null,
    trail: 'none',
  }));
  const fleet = new Fleet(() => 1);
  fleet.send(me, fixes.get(me)!, 0);
  let isShown = true;
  const app = {
    map,
    store,
    hub,
    facts,
    positions: { fixOf: (id: string) => fixes.get(id) },
    isShown: () => isShown,
  } as unknown as MapApp;
  const camera = moveCamera(app, { fleet, layer: { frameGap: () => 1 } } as unknown as ShownUnits);
  const see = (kinds: Record<string, [string, unknown][]>) =>
    store.setState({
      replica: {
        kinds: Object.fromEntries(
          Object.entries(kinds).map(([kind, list]) => [
            kind,
            new Map(list.map(([id, state]) => [id, { version: 1, state }])),
          ]),
        ),
        asked: new Set(),
      },
    });
  store.setState({ session: { token: 't', caller: aCaller() } as Session });
  const moves = () =>
    map.fitBounds.mock.calls.length + map.easeTo.mock.calls.length + map.jumpTo.mock.calls.length;
  const operation = () => anOperation({ phase: 'approved', sites: [aSite({}, { lng: 104, lat: 30 })] });
  return {
    map,
    store,
    facts,
    camera,
    see,
    moves,
    listeners,
    operation,
    show: (shown: boolean) => void (isShown = shown),
  };
}

describe('view of the map', () => {
  it('begins at the sites, as soon as the hub has said what there is, and once', () => {
    const { map, store, see, operation } = aMap();
    store.setState({ heardAt: 1 });
    expect(map.fitBounds).not.toHaveBeenCalled();
    see({ operation: [[anId(0x200), operation()]] });
    const [[west, south, east, north]] = map.fitBounds.mock.calls[0] as [[number, number, number, number]];
    expect(west < 104 && east > 104 && south < 30 && north > 30).toBe(true);
    see({ operation: [[anId(0x200), operation()]], unit: [[me, aUnit()]] });
    expect(map.fitBounds).toHaveBeenCalledTimes(1);
  });

  it('stays where the operator moved it before that', () => {
    const { see, listeners, moves, operation } = aMap();
    listeners.get('movestart')!({ originalEvent: {} });
    see({ operation: [[anId(0x200), operation()]] });
    expect(moves()).toBe(0);
  });

  it('never moves because of an alarm', () => {
    const { store, see, moves, operation } = aMap();
    see({ operation: [[anId(0x200), operation()]], unit: [[me, aUnit()]] });
    const before = moves();
    const position = { lng: 110, lat: 20, accuracyMeters: 5, ageMs: 0 };
    see({
      operation: [[anId(0x200), operation()]],
      unit: [[me, aUnit()]],
      incident: [[anId(0x800), anIncident({ unitId: me, position })]],
    });
    store.getState().pick('incident', anId(0x800));
    store.getState().pick('unit', me);
    expect(moves()).toBe(before);
  });

  it('goes where it is asked to, once a request', () => {
    const { map, store } = aMap();
    store.getState().flyTo({ unitId: me });
    store.setState({ heardAt: 5 });
    expect(map.easeTo).toHaveBeenCalledTimes(1);
    expect(map.easeTo).toHaveBeenLastCalledWith(expect.objectContaining({ center: [106.5, 29.5] }));
    store.getState().flyTo({ lng: 104, lat: 30, zoom: 15 });
    expect(map.easeTo).toHaveBeenLastCalledWith(expect.objectContaining({ center: [104, 30], zoom: 15 }));
  });

  it('goes where it was asked to before there was a map', () => {
    const { map, camera } = aMap((store) => store.getState().flyTo({ lng: 104, lat: 30, zoom: 15 }));
    camera.catchUp();
    expect(map.easeTo).toHaveBeenCalledTimes(1);
  });

  it('says so when the unit that it shall show has no position', () => {
    const { store, facts, moves } = aMap();
    store.getState().flyTo({ unitId: anId(5) });
    expect(facts.getState().noFixOf).toBe(anId(5));
    expect(moves()).toBe(0);
    store.getState().flyTo({ unitId: me });
    expect(facts.getState().noFixOf).toBeNull();
  });

  it('answers when the map is shown again what was asked meanwhile', () => {
    const { map, store, camera, show } = aMap();
    show(false);
    store.getState().flyTo({ unitId: me });
    expect(map.easeTo).not.toHaveBeenCalled();
    show(true);
    camera.catchUp();
    expect(map.easeTo).toHaveBeenCalledTimes(1);
    camera.catchUp();
    expect(map.easeTo).toHaveBeenCalledTimes(1);
  });

  it('follows a unit until the operator drags the map', () => {
    vi.useFakeTimers();
    const { map, store, listeners } = aMap();
    store.getState().follow(me);
    expect(map.jumpTo).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1000);
    expect(map.jumpTo).toHaveBeenCalledTimes(2);
    listeners.get('dragstart')!({});
    expect(store.getState().followId).toBeNull();
    vi.advanceTimersByTime(5000);
    expect(map.jumpTo).toHaveBeenCalledTimes(2);
    vi.useRealTimers();
  });
});
