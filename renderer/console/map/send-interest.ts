import type { Ephemeral } from '#renderer/client/hub-client.ts';
import { operationUnitIds } from '#domain/operation/state.ts';
import { stateOf, statesOf } from '#renderer/client/replica.ts';
import { alarmedUnitIds } from '../state/looks.ts';
import type { ConsoleState } from '../state/console-state.ts';
import type { MapApp } from './map-app.ts';

type Interest = Extract<Ephemeral, { t: 'interest' }>;
type Box = NonNullable<Interest['box']>;

/**
 * Up to so many units the hub sends every position: the boards show ages too, and a unit outside the view must not grow
 * old there merely because nobody looked.
 */
export const MOST_UNITS_WHOLE = 1000;
const MOST_PINNED = 200;
const SETTLED_MS = 300;
/** The view, and as much again round it, so that a short move shows units at once. */
const MARGIN = 0.5;

/** What a new line starts with. */
const STANDARD = JSON.stringify({ t: 'interest', box: null, pinned: [] } satisfies Interest);

/** What this seat wants positions of. Pinned come first: picked, followed, alarmed, marked, on a tile, of the operation. */
export function interestOf(state: ConsoleState, view: Box): Interest {
  const { replica, picked, followId, targets, tiles, operationId } = state;
  if (statesOf(replica, 'unit').length <= MOST_UNITS_WHOLE) return { t: 'interest', box: null, pinned: [] };
  const operation = operationId === null ? undefined : stateOf(replica, 'operation', operationId);
  const pinned = new Set([
    ...(picked?.kind === 'unit' ? [picked.id] : []),
    ...(followId === null ? [] : [followId]),
    ...alarmedUnitIds(statesOf(replica, 'incident')),
    ...targets,
    ...tiles.map(({ unitId }) => unitId),
    ...(operation ? operationUnitIds(operation) : []),
  ]);
  const [west, south, east, north] = view;
  const aside = (east - west) * MARGIN;
  const up = (north - south) * MARGIN;
  const box: Box = [
    Math.max(-180, west - aside),
    Math.max(-90, south - up),
    Math.min(180, east + aside),
    Math.min(90, north + up),
  ];
  return { t: 'interest', box, pinned: [...pinned].slice(0, MOST_PINNED) };
}

/** Tells the hub what is looked at, when that has changed and the map has come to rest; and anew on every new line. */
export function sendInterest({ map, store, hub }: MapApp): void {
  let told = STANDARD;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = () => {
    const bounds = map.getBounds();
    const interest = interestOf(store.getState(), [
      bounds.getWest(),
      bounds.getSouth(),
      bounds.getEast(),
      bounds.getNorth(),
    ]);
    const text = JSON.stringify(interest);
    if (text !== told && hub.send(interest)) told = text;
  };
  const tellSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(tell, SETTLED_MS);
  };
  map.on('moveend', tellSoon);
  hub.onMessage((message) => {
    if (message.t !== 'welcome') return;
    told = STANDARD;
    tellSoon();
  });
  store.subscribe((state, before) => {
    const isOther =
      state.picked !== before.picked ||
      state.followId !== before.followId ||
      state.targets !== before.targets ||
      state.tiles !== before.tiles ||
      state.operationId !== before.operationId ||
      state.replica.kinds['incident'] !== before.replica.kinds['incident'];
    if (isOther) tellSoon();
  });
}
