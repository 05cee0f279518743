import { stateOf } from '#renderer/client/replica.ts';
import { mayUnitIn } from '../../state/use-domain.ts';
import { useApp } from '../../state/use-console.ts';
import { useText } from '../../use-text.ts';

/** Opens a unit's tile. Its purpose is the operation it is in; outside one the operator is asked (R110). */
export function useOpenPicture(): (unitId: string) => void {
  const t = useText();
  const { store } = useApp();
  return (unitId) => {
    const state = store.getState();
    const unit = stateOf(state.replica, 'unit', unitId);
    if (!unit || !mayUnitIn(state, 'av.open', unit))
      return state.tellRefusal(t('video:open'), { code: 'not_allowed' });
    const operation = unit.assignment
      ? stateOf(state.replica, 'operation', unit.assignment.operationId)
      : undefined;
    if (operation)
      state.openTile(unitId, t('video:purpose_operation', { title: operation.title }).slice(0, 100));
    else state.askPurpose(unitId);
  };
}
