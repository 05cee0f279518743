import { useStore } from 'zustand';
import type { MapFacts } from './map-app.ts';
import type { OpenMap } from './open-map.ts';

/** What the map says of itself; select narrowly. */
export const useFacts = <T>(map: OpenMap, select: (facts: MapFacts) => T): T =>
  useStore(map.app.facts, select);
