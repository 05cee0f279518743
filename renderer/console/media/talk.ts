import { endTalk, openUplink, startTalk } from '#contracts/media.ts';
import type { Refusal } from '#contracts/errors.ts';
import type { HubClient } from '#renderer/client/hub-client.ts';
import type { Peers } from './peers.ts';
import { SignalRefused } from './view-pool.ts';

export type TalkState = {
  phase: 'idle' | 'opening' | 'speaking' | 'refused';
  unitIds: readonly string[];
  /** `no_microphone`, or what the hub answered. */
  refusal: Refusal | { code: 'no_microphone' } | null;
};

export type TalkKey = {
  state: () => TalkState;
  onChange: (listener: () => void) => () => void;
  /** Held down: connects if need be, asks for the floor, then opens the microphone. */
  press: (unitIds: readonly string[], operationId: string | null) => void;
  release: () => void;
  close: () => void;
};

type Ports = {
  hub: HubClient;
  openTalk: Peers['openTalk'];
  sessionId: () => string;
  microphone: () => Promise<MediaStream>;
};

/** The line stays open that long after a word, so that the next one starts at once. */
const LINGER_MS = 60_000;
const IDLE: TalkState = { phase: 'idle', unitIds: [], refusal: null };

/**
 * Press-to-talk from a seat. The microphone is shut unless the floor was granted and the key is still held; whatever takes as
 * long as the key was let go is given back at once, so that it never sticks.
 */
export function createTalkKey({ hub, openTalk, sessionId, microphone }: Ports): TalkKey {
  let state = IDLE;
  let press = 0;
  let held = false;
  let line: { mic: MediaStream; close: () => void } | null = null;
  let linger: ReturnType<typeof setTimeout> | null = null;
  const listeners = new Set<() => void>();
  const say = (next: TalkState) => {
    state = next;
    listeners.forEach((listener) => listener());
  };
  const openMicrophone = (open: boolean) =>
    line?.mic.getAudioTracks().forEach((track) => (track.enabled = open));

  function hangUp() {
    line?.close();
    line?.mic.getTracks().forEach((track) => track.stop());
    line = null;
  }

  async function connect(): Promise<void> {
    if (line) return;
    const mic = await microphone();
    mic.getAudioTracks().forEach((track) => (track.enabled = false));
    const peer = openTalk({
      uplinkId: `seat/${sessionId()}`,
      micStream: mic,
      signal: async ({ offer }) => {
        const reply = await hub.call(openUplink, { offer });
        if (!reply.ok) throw new SignalRefused(reply.error.code);
        return reply.value;
      },
    });
    line = { mic, close: peer.close };
  }

  async function begin(nr: number, unitIds: readonly string[], operationId: string | null) {
    const mine = () => held && nr === press;
    try {
      await connect();
    } catch (cause) {
      console.warn('no microphone', { cause: String(cause) });
      if (mine()) say({ phase: 'refused', unitIds, refusal: { code: 'no_microphone' } });
      return;
    }
    if (!mine()) return;
    const reply = await hub.call(startTalk, { unitIds: [...unitIds], operationId });
    if (!mine()) {
      // Let go before the floor was granted: hand it straight back.
      if (reply.ok) void hub.call(endTalk, {});
      return;
    }
    if (!reply.ok) return say({ phase: 'refused', unitIds, refusal: reply.error });
    openMicrophone(true);
    say({ phase: 'speaking', unitIds, refusal: null });
  }

  return {
    state: () => state,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    press(unitIds, operationId) {
      if (held || unitIds.length === 0) return;
      held = true;
      press += 1;
      if (linger !== null) clearTimeout(linger);
      say({ phase: 'opening', unitIds, refusal: null });
      void begin(press, unitIds, operationId);
    },
    release() {
      if (!held) return;
      held = false;
      openMicrophone(false);
      if (state.phase === 'speaking') void hub.call(endTalk, {});
      say(IDLE);
      linger = setTimeout(hangUp, LINGER_MS);
    },
    close() {
      this.release();
      if (linger !== null) clearTimeout(linger);
      hangUp();
    },
  };
}
