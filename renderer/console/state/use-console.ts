import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { CommandBridge } from '#contracts/bridge.ts';
import type { HubClient } from '#renderer/client/hub-client.ts';
import type { PositionsSource } from '../map/positions.ts';
import type { TalkKey } from '../media/talk.ts';
import type { ViewPool } from '../media/view-pool.ts';
import { useSecond } from '#renderer/ui/use-second.ts';
import type { ConsoleState } from './console-state.ts';
import type { ConsoleStore } from './create-console-store.ts';
import type { SeatWindow } from './window-kind.ts';

/** What every part of the page may reach: the store, the line to the hub, the machine. */
export type ConsoleApp = {
  store: ConsoleStore;
  hub: HubClient;
  /** Origin of the hub, to tell a person where it was looked for. */
  hubUrl: string;
  shell: CommandBridge;
  views: ViewPool;
  talk: TalkKey;
  positions: PositionsSource;
  window: SeatWindow;
};

export const ConsoleContext = createContext<ConsoleApp | null>(null);

export function useApp(): ConsoleApp {
  const app = useContext(ConsoleContext);
  if (!app) throw new Error('rendered outside ConsoleContext');
  return app;
}

/** Select narrowly; a selector that builds an object or array goes through `useShallow`. */
export const useConsole = <T>(select: (state: ConsoleState) => T): T => useStore(useApp().store, select);

/** The hub's clock, ms UTC; renders the caller anew each second. */
export function useHubNow(): number {
  useSecond();
  return useApp().hub.hubNow();
}
