let audio: AudioContext | null = null;

/** Two short rising tones and a buzz. Silent where the browser wants a touch first; the buzz and the screen remain. */
export function ring(): void {
  navigator.vibrate?.([300, 150, 300]);
  audio ??= new AudioContext();
  void audio.resume().catch(() => undefined); // no touch yet: nothing is heard, nothing is lost
  const start = audio.currentTime;
  for (const [index, frequency] of [660, 880].entries()) {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    const at = start + index * 0.22;
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(0.25, at);
    volume.gain.exponentialRampToValueAtTime(0.001, at + 0.2);
    tone.connect(volume).connect(audio.destination);
    tone.start(at);
    tone.stop(at + 0.2);
  }
}
