import { WINDOW_KIND_KEY, type WindowKind } from '#contracts/bridge.ts';

/** What this window of the seat is for; `main` holds the session, sounds alarms and has every screen. */
export type SeatWindow = 'main' | WindowKind;

const KINDS: readonly SeatWindow[] = ['map', 'board', 'wall'];

/** @param hash the part of the address behind `#`, with it: `#w=wall`. */
export function windowKindOf(hash: string): SeatWindow {
  const named = new URLSearchParams(hash.replace(/^#/, '')).get(WINDOW_KIND_KEY);
  return KINDS.find((kind) => kind === named) ?? 'main';
}
