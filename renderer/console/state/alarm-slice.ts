import type { StateCreator } from 'zustand';
import type { ConsoleState } from './console-state.ts';

export type AlarmSlice = {
  /** The alarm whose desk lies on top; null: put aside into the alarm bar. It comes by itself when an alarm sounds. */
  deskId: string | null;
  /** How often the alarm's triggers had come when its desk was put aside; it returns at the next one. */
  putAside: Readonly<Record<string, number>>;
  /** Overdue orders are quiet until then, ms UTC by this machine: the pause is limited. */
  overdueQuietUntil: number;
  soundBlocked: boolean;
  /** 撤离 is being ordered: of which operation, and of which site if one is meant. */
  withdrawal: { operationId: string | null; site: string | null } | null;
  openDesk: (incidentId: string) => void;
  putDeskAside: (incidentId: string, triggers: number) => void;
  quietOverdue: (untilMs: number) => void;
  setSoundBlocked: (blocked: boolean) => void;
  openWithdraw: (of: { operationId: string | null; site: string | null }) => void;
  closeWithdraw: () => void;
};

export const createAlarmSlice: StateCreator<ConsoleState, [], [], AlarmSlice> = (set) => ({
  deskId: null,
  putAside: {},
  overdueQuietUntil: 0,
  soundBlocked: false,
  withdrawal: null,
  openDesk: (deskId) => set({ deskId }),
  putDeskAside: (incidentId, triggers) =>
    set((s) => ({
      deskId: s.deskId === incidentId ? null : s.deskId,
      putAside: { ...s.putAside, [incidentId]: triggers },
    })),
  openWithdraw: (withdrawal) => set({ withdrawal }),
  closeWithdraw: () => set({ withdrawal: null }),
  quietOverdue: (overdueQuietUntil) => set({ overdueQuietUntil }),
  setSoundBlocked: (soundBlocked) => set((s) => (s.soundBlocked === soundBlocked ? s : { soundBlocked })),
});
