import type { Result } from '#contracts/errors.ts';
import type { openUplink } from '#renderer/client/media/open-uplink.ts';
import type { UplinkStatus } from '../state/field-state.ts';

/** The peer wrapper's door, as far as this page needs it. */
export type OpenUplink = typeof openUplink;

type Options = {
  openUplink: OpenUplink;
  uplinkId: string;
  askHub(offer: string): Promise<Result<{ answer: string }>>;
  onState(status: UplinkStatus): void;
  onRemoteAudio(stream: MediaStream): void;
};

/** The uplink of this phone while on duty: open as soon as there is something to send, and following what is sent. */
export function createFieldUplink({ openUplink, uplinkId, askHub, onState, onRemoteAudio }: Options) {
  let handle: ReturnType<OpenUplink> | null = null;

  return {
    follow(stream: MediaStream | null) {
      // Without camera and microphone there is still a voice to hear: a silent track keeps the connection.
      const sent = stream ?? silence();
      if (handle) return handle.replaceStream(sent);
      handle = openUplink({
        signal: async ({ offer }) => {
          const result = await askHub(offer);
          if (!result.ok) throw new Error(result.error.code);
          return result.value;
        },
        uplinkId,
        stream: sent,
        onState,
        onRemoteAudio,
      });
    },
    close() {
      handle?.close();
      handle = null;
    },
  };
}

function silence(): MediaStream {
  return new AudioContext().createMediaStreamDestination().stream;
}
