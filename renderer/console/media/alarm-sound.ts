/** Sounds by class: an alarm is a rising and falling pair, an overdue order a short triple, a message one soft tone. */
export type SoundClass = 'alarm' | 'overdue' | 'notice';

type Note = { hz: number; atMs: number; forMs: number };
const PATTERNS: Record<SoundClass, { notes: Note[]; everyMs: number; level: number }> = {
  alarm: {
    notes: [0, 1, 2].flatMap((n) => [
      { hz: 988, atMs: n * 440, forMs: 200 },
      { hz: 659, atMs: n * 440 + 210, forMs: 200 },
    ]),
    everyMs: 2_000,
    level: 0.5,
  },
  overdue: {
    notes: [0, 1, 2].map((n) => ({ hz: 784, atMs: n * 180, forMs: 110 })),
    everyMs: 12_000,
    level: 0.28,
  },
  notice: { notes: [{ hz: 523, atMs: 0, forMs: 160 }], everyMs: 0, level: 0.2 },
};

let context: AudioContext | null = null;
const repeats = new Map<SoundClass, ReturnType<typeof setInterval>>();
const blockedListeners = new Set<(blocked: boolean) => void>();

function tellBlocked() {
  const blocked = context !== null && context.state !== 'running';
  for (const listener of blockedListeners) listener(blocked);
}

function open(): AudioContext {
  if (!context) {
    context = new AudioContext();
    context.addEventListener('statechange', tellBlocked);
  }
  return context;
}

function play(sound: SoundClass) {
  const audio = open();
  if (audio.state !== 'running') return tellBlocked();
  const { notes, level } = PATTERNS[sound];
  for (const { hz, atMs, forMs } of notes) {
    const start = audio.currentTime + atMs / 1000;
    const end = start + forMs / 1000;
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.type = 'triangle';
    tone.frequency.value = hz;
    // Ramps instead of steps, or each note begins and ends with a click.
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(level, start + 0.015);
    volume.gain.setValueAtTime(level, end - 0.03);
    volume.gain.linearRampToValueAtTime(0, end);
    tone.connect(volume).connect(audio.destination);
    tone.start(start);
    tone.stop(end);
  }
}

/** The loudspeaker of the seat. A browser keeps it shut until the page was touched; then `onBlocked` says so. */
export const alarmSound = {
  /** Sounds now and again, until it is told to stop. */
  start(sound: SoundClass): void {
    if (repeats.has(sound)) return;
    play(sound);
    repeats.set(
      sound,
      setInterval(() => play(sound), PATTERNS[sound].everyMs),
    );
  },
  stop(sound: SoundClass): void {
    clearInterval(repeats.get(sound));
    repeats.delete(sound);
  },
  once: play,
  /** On a click or a key: opens the loudspeaker. */
  async unblock(): Promise<void> {
    const audio = open();
    if (audio.state === 'suspended') await audio.resume();
    tellBlocked();
  },
  async test(): Promise<void> {
    await alarmSound.unblock();
    play('alarm');
  },
  onBlocked(listener: (blocked: boolean) => void): () => void {
    blockedListeners.add(listener);
    return () => blockedListeners.delete(listener);
  },
};
