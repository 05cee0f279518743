import type { StateCreator } from 'zustand';
import type { ConsoleState } from './console-state.ts';
import type { Kept } from './kept.ts';
import { type ScreenId, screensOf } from './screens.ts';

export type Theme = 'dark' | 'light' | 'sunlight';
/** Sizes in CSS pixels at 100 %. `operationsHeight` and `ordersHeight`: first and last part of the board; the units take the rest. */
export type Layout = {
  boardWidth: number;
  sideWidth: number;
  videoHeight: number;
  operationsHeight: number;
  ordersHeight: number;
  timelineHeight: number;
  theme: Theme;
  language: 'zh-CN' | 'en';
  scale: number;
};

export const DEFAULT_LAYOUT: Layout = {
  boardWidth: 560,
  sideWidth: 372,
  videoHeight: 168,
  operationsHeight: 200,
  ordersHeight: 240,
  timelineHeight: 340,
  theme: 'dark',
  language: 'zh-CN',
  scale: 100,
};
/** A screen of 1366 has no room for the wide docks. */
export const NARROW_LAYOUT: Layout = {
  ...DEFAULT_LAYOUT,
  boardWidth: 436,
  sideWidth: 292,
  videoHeight: 124,
  operationsHeight: 150,
  ordersHeight: 150,
  timelineHeight: 200,
};

export type LayoutSlice = {
  screen: ScreenId;
  layout: Layout;
  /** Stays where it is when the role has no such screen. */
  goTo: (screen: ScreenId) => void;
  setLayout: (change: Partial<Layout>) => void;
  resetLayout: () => void;
};

export const createLayoutSlice =
  (kept: Kept, screenWidth: number): StateCreator<ConsoleState, [], [], LayoutSlice> =>
  (set) => {
    const standard = screenWidth < 1600 ? NARROW_LAYOUT : DEFAULT_LAYOUT;
    const keep = (layout: Layout) => {
      kept.set('layout', layout);
      return { layout };
    };
    return {
      screen: kept.get<ScreenId>('screen') ?? 'situation',
      layout: { ...standard, ...kept.get<Partial<Layout>>('layout') },
      goTo: (screen) =>
        set((s) => {
          if (s.session && !screensOf(s.session.caller.role).includes(screen)) return s;
          kept.set('screen', screen);
          return { screen };
        }),
      setLayout: (change) => set((s) => keep({ ...s.layout, ...change })),
      resetLayout: () => set(({ layout: { theme, language } }) => keep({ ...standard, theme, language })),
    };
  };
