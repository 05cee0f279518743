import type { Map as MapLibreMap } from 'maplibre-gl';
import type { StoreApi } from 'zustand';
import type { HubClient } from '#renderer/client/hub-client.ts';
import type { ConsoleStore } from '../state/create-console-store.ts';
import type { Text } from '../use-text.ts';
import type { PositionsSource } from './positions.ts';

/** What the map tells the parts of the page round it. */
export type MapFacts = {
  base: 'loading' | 'ready' | 'failed';
  zoom: number;
  /** Of the middle; what the scale depends on. */
  lat: number;
  /** How far apart the lines of the grid are; null where the base map shows enough by itself. */
  gridMeters: number | null;
  /** Units that are not drawn because nobody knows where they are. */
  withoutFix: number;
  /** Somebody asked to see this unit, and there is no position to show. */
  noFixOf: string | null;
  trail: 'none' | 'loading' | 'shown' | 'empty' | 'failed';
};

/** What every part of the map works with. `words` changes with the language. */
export type MapApp = {
  map: MapLibreMap;
  store: ConsoleStore;
  hub: HubClient;
  positions: PositionsSource;
  facts: StoreApi<MapFacts>;
  words: { t: Text; openPicture: (unitId: string) => void };
  /** False while no part of the page shows the map: then nothing is drawn. */
  isShown: () => boolean;
};

/** Marks a move of the map that follows a unit, so that it is not taken for the operator's. */
export const FOLLOWING = { isFollowing: true };
export const isFollowMove = (event: object): boolean => 'isFollowing' in event;
