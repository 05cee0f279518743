import type { ErrorCode } from '#contracts/errors.ts';
import type { DownMessage } from '#contracts/sync.ts';
import type { HubClient } from '#renderer/client/hub-client.ts';
import { applyDown } from '#renderer/client/replica.ts';
import type { ConsoleState } from './console-state.ts';
import type { ConsoleStore } from './create-console-store.ts';

/** What a message changes besides the replica. */
function live(state: ConsoleState, message: DownMessage): Partial<ConsoleState> {
  switch (message.t) {
    case 'welcome':
      // Slots are numbered anew for each socket; presence and uplinks follow at once.
      return { slots: new Map() };
    case 'slots': {
      const slots = new Map(state.slots);
      for (const [slot, unitId] of message.slots) slots.set(slot, unitId);
      return { slots };
    }
    case 'presence': {
      const presence = new Map(state.presence);
      for (const unit of message.units) presence.set(unit.unitId, unit);
      return { presence };
    }
    case 'uplinks': {
      const uplinks = new Map(state.uplinks);
      for (const uplink of message.uplinks) uplinks.set(uplink.unitId, uplink);
      return { uplinks };
    }
    case 'talk':
      return { talks: message.talks };
    case 'progress':
      return {
        progress: { ...state.progress, [message.task]: { done: message.done, total: message.total } },
      };
    default:
      return {};
  }
}

/** Feeds the store from the hub until the returned function is called. The only writer of replica and live values. */
export function openSync(hub: HubClient, store: ConsoleStore): () => void {
  const offMessage = hub.onMessage((message) => {
    const state = store.getState();
    const { replica, needs } = applyDown(state.replica, message);
    store.setState({
      ...live(state, message),
      ...(replica === state.replica ? {} : { replica }),
      heardAt: hub.hubNow(),
    });
    for (const stream of needs) hub.send({ t: 'need', stream });
  });
  const offLink = hub.onLink((link) => {
    const before = store.getState().link;
    store.setState({ link, ...(link.state === 'online' ? { heardAt: hub.hubNow() } : {}) });
    if (link.refusedWith !== null && link.refusedWith !== before.refusedWith && store.getState().session) {
      store.getState().sessionEnded(link.refusedWith as ErrorCode);
    }
  });
  return () => {
    offMessage();
    offLink();
  };
}
