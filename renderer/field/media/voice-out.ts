/** Plays what the relay sends to this phone. Browsers want a touch first; until then `onBlocked(true)`. */
export function createVoiceOut(onBlocked: (blocked: boolean) => void) {
  const speaker = new Audio();
  speaker.autoplay = true;

  const play = async () => {
    try {
      await speaker.play();
      onBlocked(false);
    } catch (cause) {
      // A newer stream replaced this one while it started: that one reports for itself.
      if (cause instanceof Error && cause.name === 'AbortError') return;
      onBlocked(true);
    }
  };

  return {
    take(stream: MediaStream) {
      speaker.srcObject = stream;
      void play();
    },
    /** To be called from a touch. */
    unlock: () => (speaker.srcObject ? void play() : undefined),
    close() {
      speaker.pause();
      speaker.srcObject = null;
    },
  };
}
