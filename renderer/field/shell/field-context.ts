import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { FieldApp } from '../state/field-app.ts';
import type { FieldState } from '../state/field-state.ts';

export const FieldContext = createContext<FieldApp | null>(null);

export function useApp(): FieldApp {
  const app = useContext(FieldContext);
  if (!app) throw new Error('outside of the field page');
  return app;
}

/** Selects narrowly; a selector that builds an object or array goes through useShallow. */
export const useField = <T>(select: (state: FieldState) => T): T => useStore(useApp().store, select);
