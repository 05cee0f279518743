import type { StateCreator } from 'zustand';
import type { IssueOrder } from '#contracts/order.ts';
import type { ConsoleState } from './console-state.ts';
import { commonOperation } from './common-operation.ts';
import type { Kept } from './kept.ts';

/** An order being written. It outlives a reload and a change of screen. */
export type OrderDraft = {
  operationId: string | null;
  unitIds: string[];
  text: string;
  templateId: string | null;
  priority: IssueOrder['priority'];
  replyBySeconds: number;
};

export const emptyDraft = (operationId: string | null, unitIds: readonly string[]): OrderDraft => ({
  operationId,
  unitIds: [...unitIds],
  text: '',
  templateId: null,
  priority: 'routine',
  replyBySeconds: 60,
});

export type ComposerSlice = {
  /** null: no composer is open as a dialog. */
  composer: OrderDraft | null;
  /** Opens the composer for these units, or for the marked and picked ones; a draft that was begun is kept. */
  compose: (unitIds?: readonly string[]) => void;
  changeDraft: (change: Partial<OrderDraft>) => void;
  closeComposer: () => void;
};

const KEY = 'orderDraft';

export const createComposerSlice =
  (kept: Kept): StateCreator<ConsoleState, [], [], ComposerSlice> =>
  (set) => {
    const keep = (composer: OrderDraft | null) => {
      kept.set(KEY, composer);
      return { composer };
    };
    return {
      composer: kept.get<OrderDraft>(KEY),
      compose: (unitIds) =>
        set((s) => {
          const chosen =
            unitIds ?? (s.targets.size > 0 ? [...s.targets] : s.picked?.kind === 'unit' ? [s.picked.id] : []);
          return keep(
            s.composer
              ? { ...s.composer, unitIds: [...new Set([...s.composer.unitIds, ...chosen])] }
              : emptyDraft(chosen.length === 0 ? s.operationId : commonOperation(s.replica, chosen), chosen),
          );
        }),
      changeDraft: (change) => set((s) => (s.composer ? keep({ ...s.composer, ...change }) : s)),
      closeComposer: () => set(() => keep(null)),
    };
  };
