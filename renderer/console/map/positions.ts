import { decodePositionFrame } from '#contracts/position-frame.ts';
import type { HubClient } from '#renderer/client/hub-client.ts';
import type { ConsoleStore } from '../state/create-console-store.ts';

/** A unit's last position. `at`: when it was taken, ms UTC by the hub's clock. */
export type Fix = {
  lng: number;
  lat: number;
  at: number;
  headingDeg: number | null;
  speedMps: number | null;
};

/** Where the units are. Kept outside React and the store, because it changes several times a second. */
export type PositionsSource = {
  fixOf(unitId: string): Fix | undefined;
  fixes(): ReadonlyMap<string, Fix>;
  /** Told after each frame which units have a new position, or with null when positions were forgotten. */
  onMove(listener: (unitIds: readonly string[] | null) => void): () => void;
};

/** How often the boards are told of ages. */
const TELL_BOARDS_MS = 1000;

const unitOfStream = (stream: string): string | null =>
  stream.startsWith('unit/') ? stream.slice('unit/'.length) : null;

/**
 * Takes in the hub's position frames until closed, whether a map is shown or not, and writes `fixTimes` into the store
 * about once a second. What the seat may no longer see is forgotten: a unit that is gone, all units at the sign-out.
 */
export function openPositions(hub: HubClient, store: ConsoleStore): PositionsSource & { close(): void } {
  const known = new Map<string, Fix>();
  const listeners = new Set<(unitIds: readonly string[] | null) => void>();
  let untold = false;
  const tell = (unitIds: readonly string[] | null) => {
    untold = true;
    for (const listener of listeners) listener(unitIds);
  };
  const forget = (isGone: (unitId: string) => boolean) => {
    const gone = [...known.keys()].filter(isGone);
    for (const unitId of gone) known.delete(unitId);
    if (gone.length > 0) tell(null);
  };

  const offFrame = hub.onFrame((buffer) => {
    const frame = decodePositionFrame(buffer);
    if (!frame) return;
    const { slots } = store.getState();
    const moved: string[] = [];
    for (const { slot, lng, lat, at, headingDeg, speedMps } of frame.fixes) {
      const unitId = slots.get(slot);
      if (unitId === undefined) continue;
      known.set(unitId, { lng, lat, at, headingDeg, speedMps });
      moved.push(unitId);
    }
    if (moved.length > 0) tell(moved);
  });
  const offMessage = hub.onMessage((message) => {
    if (message.t === 'gone') {
      const unitId = unitOfStream(message.stream);
      if (unitId !== null) forget((id) => id === unitId);
    }
    if (message.t === 'snapshot') {
      const seen = new Set(message.streams.map(({ stream }) => unitOfStream(stream)));
      forget((id) => !seen.has(id));
    }
  });
  const offSession = store.subscribe((state, before) => {
    if (before.session !== null && state.session === null) forget(() => true);
  });
  const timer = setInterval(() => {
    if (!untold) return;
    untold = false;
    store.setState({ fixTimes: new Map([...known].map(([unitId, fix]) => [unitId, fix.at])) });
  }, TELL_BOARDS_MS);

  return {
    fixOf: (unitId) => known.get(unitId),
    fixes: () => known,
    onMove(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      clearInterval(timer);
      offFrame();
      offMessage();
      offSession();
      listeners.clear();
    },
  };
}
