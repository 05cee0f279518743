export type TalkLatch = {
  /** The system-wide key was pressed. */
  press(): void;
  /** Whatever takes the operator away (lock, suspend, the console closing) ends the talk. */
  release(): void;
};

/**
 * The OS tells that a system-wide key was pressed and never that it was let go, so the key works as a latch:
 * press to open the microphone, press again to close it.
 */
export function createTalkLatch(tell: (phase: 'down' | 'up') => void): TalkLatch {
  let open = false;
  return {
    press() {
      open = !open;
      tell(open ? 'down' : 'up');
    },
    release() {
      if (!open) return;
      open = false;
      tell('up');
    },
  };
}
