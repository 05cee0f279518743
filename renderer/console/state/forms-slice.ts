import type { StateCreator } from 'zustand';
import type { ConsoleState } from './console-state.ts';
import type { Kept } from './kept.ts';

/** What is typed and not sent yet, by the name of its form. Values are small JSON, never a password. */
export type FormsSlice = {
  forms: Readonly<Record<string, unknown>>;
  /** Keeps what was typed over a refusal, another tab and a reload; `null` forgets it. */
  setForm: (key: string, value: unknown) => void;
  /** The form that waits for a place on the map. */
  placing: string | null;
  /** Begins to wait and shows the map; `null` gives up. */
  startPlacing: (key: string | null) => void;
  /** The map was clicked: degrees WGS-84. Goes into the waiting form as `lng` and `lat`, and leads back to it. */
  place: (lng: number, lat: number) => void;
};

const KEY = 'forms';
/** About 10 cm, and short enough to read out. */
const DECIMALS = 6;

export const createFormsSlice =
  (kept: Kept): StateCreator<ConsoleState, [], [], FormsSlice> =>
  (set, get) => ({
    forms: kept.get<Record<string, unknown>>(KEY) ?? {},
    setForm: (key, value) =>
      set((s) => {
        const { [key]: _old, ...rest } = s.forms;
        const forms = value === null ? rest : { ...rest, [key]: value };
        kept.set(KEY, Object.keys(forms).length === 0 ? null : forms);
        return { forms };
      }),
    placing: null,
    startPlacing: (placing) => {
      set({ placing });
      get().goTo(placing === null ? 'operations' : 'situation');
    },
    place: (lng, lat) => {
      const key = get().placing;
      if (key === null) return;
      const form = (get().forms[key] ?? {}) as Record<string, unknown>;
      get().setForm(key, { ...form, lng: lng.toFixed(DECIMALS), lat: lat.toFixed(DECIMALS) });
      get().startPlacing(null);
    },
  });
