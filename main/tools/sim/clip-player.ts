import { type Clip, isKeyFrame } from './ivf.ts';

export type PlayedFrame = {
  frame: Buffer;
  /** When it was due, ms on the clock of `due`; its RTP time follows from this, not from when the timer woke. */
  atMs: number;
};

export type ClipPlayer = {
  /** The frames that fell due up to now; after a long pause only the newest, and from a key frame on. */
  due(nowMs: number): PlayedFrame[];
  /** The next frame is a key frame: somebody has joined, or lost a piece. */
  jumpToKeyFrame(): void;
};

/** More than this behind, there is no catching up: the process slept. */
const FAR_BEHIND = 5;

/** Plays a clip for ever at its own pace, from `firstMs` on. */
export function createClipPlayer(clip: Clip, firstMs: number, startFrame = 0): ClipPlayer {
  const { frames, frameMs } = clip;
  const isEntry = (index: number) => clip.codec !== 'VP80' || isKeyFrame(frames[index]!);
  const nextEntry = (from: number): number => {
    for (let step = 0; step < frames.length; step++) {
      const index = (from + step) % frames.length;
      if (isEntry(index)) return index;
    }
    return 0;
  };
  let index = nextEntry(startFrame % frames.length);
  let atMs = firstMs;

  return {
    due(nowMs) {
      const played: PlayedFrame[] = [];
      const behind = Math.floor((nowMs - atMs) / frameMs);
      if (behind > FAR_BEHIND) {
        atMs += behind * frameMs;
        index = nextEntry((index + behind) % frames.length);
      }
      for (; atMs <= nowMs; atMs += frameMs) {
        played.push({ frame: frames[index]!, atMs });
        index = (index + 1) % frames.length;
      }
      return played;
    },
    jumpToKeyFrame() {
      index = nextEntry(index);
    },
  };
}
