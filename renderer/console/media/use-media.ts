import { useEffect, useSyncExternalStore } from 'react';
import { useApp } from '../state/use-console.ts';
import type { TalkState } from './talk.ts';
import type { View } from './view-pool.ts';

/** Looks at a unit as long as the caller is mounted. */
export function useView(unitId: string, operationId: string | null, purpose: string): View {
  const { views } = useApp();
  useEffect(() => views.acquire({ unitId, operationId, purpose }), [views, unitId, operationId, purpose]);
  return useSyncExternalStore(views.onChange, () => views.read(unitId));
}

/** The picture and sound of a unit that some tile looks at, without looking oneself. */
export function useSeen(unitId: string | null): View | null {
  const { views } = useApp();
  const view = useSyncExternalStore(views.onChange, () => (unitId === null ? null : views.read(unitId)));
  return view;
}

export function useTalkState(): TalkState {
  const { talk } = useApp();
  return useSyncExternalStore(talk.onChange, talk.state);
}
