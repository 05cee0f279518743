import type { StateCreator } from 'zustand';
import { type Court, listCourts, readSetup } from '#contracts/session.ts';
import type { z } from 'zod';
import type { Refusal, Result } from '#contracts/errors.ts';
import type { HubClient } from '#renderer/client/hub-client.ts';
import type { ConsoleState } from './console-state.ts';

export type Setup = z.output<typeof readSetup.output>;

export type DirectorySlice = {
  /** null until the hub answered. */
  setup: Setup | null;
  /** Why the hub did not answer the last time it was asked. */
  setupRefusal: Refusal | null;
  courts: ReadonlyMap<string, Court>;
  readSetup: () => Promise<Result<Setup>>;
  readCourts: () => Promise<void>;
};

export const createDirectorySlice =
  (hub: HubClient): StateCreator<ConsoleState, [], [], DirectorySlice> =>
  (set) => ({
    setup: null,
    setupRefusal: null,
    courts: new Map(),
    readSetup: async () => {
      const reply = await hub.call(readSetup, {});
      set(reply.ok ? { setup: reply.value, setupRefusal: null } : { setupRefusal: reply.error });
      return reply;
    },
    readCourts: async () => {
      const reply = await hub.call(listCourts, {});
      if (reply.ok) set({ courts: new Map(reply.value.courts.map((court) => [court.code, court])) });
    },
  });

/** Whether court `code` stands below `ancestor`, by the directory that the page holds. */
export function isBelowIn(courts: ReadonlyMap<string, Court>, code: string, ancestor: string): boolean {
  let court = courts.get(code);
  for (let step = 0; court?.parent && step < 5; step++) {
    if (court.parent === ancestor) return true;
    court = courts.get(court.parent);
  }
  return false;
}

/** 「成都市锦江区人民法院」 → 「锦江」: short enough for a column, still known to everybody there. */
export function shortCourtName(name: string): string {
  const place = name
    .replace(/人民法院$/, '')
    .replace(/^.*?[省市州](?=.+)/, '')
    .replace(/(中级|高级)$/, (level) => (level === '中级' ? '中院' : '高院'));
  return place.replace(/(?<=.{2})[区县市]$/, '') || name;
}
