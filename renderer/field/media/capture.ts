import type { ClientClock } from '#renderer/client/client-clock.ts';

/**
 * off: not wanted. starting: asked for. on: it runs. blocked: not allowed in the browser or the system. missing: there
 * is none. taken: another app (a telephone call) has it; it is asked for again by itself.
 */
export type SensorState = 'off' | 'starting' | 'on' | 'blocked' | 'missing' | 'taken';
export type Facing = 'environment' | 'user';

export type CaptureStatus = {
  camera: SensorState;
  microphone: SensorState;
  facing: Facing;
  /** Camera and microphone as they run now, for the own picture and for the uplink; null before the first. */
  stream: MediaStream | null;
};

export const captureOff: CaptureStatus = {
  camera: 'off',
  microphone: 'off',
  facing: 'environment',
  stream: null,
};

export type Capture = {
  status(): CaptureStatus;
  setCamera(on: boolean): Promise<void>;
  setMicrophone(on: boolean): Promise<void>;
  /** Front or back; the picture pauses for the time the phone needs to change over. */
  flip(): Promise<void>;
  /** Press-to-talk is heard even when the officer switched the open microphone off. */
  openForTalk(on: boolean): void;
  /** The page is shown again: whatever was taken away is asked for again. */
  recover(): void;
  close(): void;
};

type Options = {
  devices: MediaDevices | undefined;
  onStatus(status: CaptureStatus): void;
  clock: ClientClock;
};

const RETRY_MS = 3_000;

const VIDEO: MediaTrackConstraints = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 20, max: 30 },
};
const AUDIO: MediaTrackConstraints = {
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
};

const stateOfError = (cause: unknown): SensorState => {
  const name = cause instanceof Error ? cause.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'blocked';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'missing';
  return 'taken';
};

/**
 * The phone's lens and microphone. The microphone track stays in the stream while on duty and is only muted, so that
 * press-to-talk speaks at once; the camera is let go when it is switched off, so that its light goes out.
 */
export function createCapture({ devices, onStatus, clock }: Options): Capture {
  let status: CaptureStatus = captureOff;
  let video: MediaStreamTrack | null = null;
  let audio: MediaStreamTrack | null = null;
  let wanted = { camera: false, microphone: false };
  let talking = false;
  let closed = false;
  let cancelRetry: (() => void) | null = null;
  // A second wish overtakes a first whose camera is still starting.
  let cameraTurn = 0;

  const say = (change: Partial<CaptureStatus>) => {
    status = { ...status, ...change };
    onStatus(status);
  };
  const restream = (change: Partial<CaptureStatus>) => {
    const tracks = [audio, video].filter((track) => track !== null);
    say({ ...change, stream: tracks.length > 0 ? new MediaStream(tracks) : null });
  };
  const muteAsWanted = () => {
    if (audio) audio.enabled = wanted.microphone || talking;
  };

  async function ask(constraints: MediaStreamConstraints): Promise<MediaStreamTrack | SensorState> {
    if (!devices?.getUserMedia) return 'missing';
    try {
      const [track] = (await devices.getUserMedia(constraints)).getTracks();
      return track ?? 'missing';
    } catch (cause) {
      return stateOfError(cause);
    }
  }

  function retryLater() {
    cancelRetry?.();
    cancelRetry = clock.after(RETRY_MS, recover);
  }

  async function startCamera(): Promise<void> {
    const turn = ++cameraTurn;
    video?.stop();
    video = null;
    restream({ camera: 'starting' });
    const got = await ask({ video: { ...VIDEO, facingMode: { ideal: status.facing } } });
    if (turn !== cameraTurn || closed) {
      if (typeof got !== 'string') got.stop();
      return;
    }
    if (typeof got === 'string') {
      if (got === 'taken') retryLater();
      return restream({ camera: got });
    }
    video = got;
    got.addEventListener('ended', () => {
      if (video !== got) return;
      video = null;
      restream({ camera: 'taken' });
      retryLater();
    });
    restream({ camera: 'on' });
  }

  async function startMicrophone(): Promise<void> {
    say({ microphone: 'starting' });
    const got = await ask({ audio: AUDIO });
    if (closed) {
      if (typeof got !== 'string') got.stop();
      return;
    }
    if (typeof got === 'string') {
      if (got === 'taken') retryLater();
      return say({ microphone: got });
    }
    audio = got;
    got.addEventListener('ended', () => {
      if (audio !== got) return;
      audio = null;
      restream({ microphone: 'taken' });
      retryLater();
    });
    muteAsWanted();
    restream({ microphone: wanted.microphone ? 'on' : 'off' });
  }

  function recover() {
    cancelRetry?.();
    cancelRetry = null;
    if (closed) return;
    if (wanted.camera && !video && status.camera !== 'starting') void startCamera();
    if (!audio && (status.microphone === 'taken' || status.microphone === 'blocked')) void startMicrophone();
  }

  return {
    status: () => status,
    async setCamera(on) {
      wanted = { ...wanted, camera: on };
      if (on) return video ? undefined : startCamera();
      cameraTurn += 1;
      video?.stop();
      video = null;
      restream({ camera: 'off' });
    },
    async setMicrophone(on) {
      wanted = { ...wanted, microphone: on };
      if (!audio && status.microphone !== 'starting') return startMicrophone();
      muteAsWanted();
      if (audio) say({ microphone: on ? 'on' : 'off' });
    },
    async flip() {
      say({ facing: status.facing === 'user' ? 'environment' : 'user' });
      if (wanted.camera) await startCamera();
    },
    openForTalk(on) {
      talking = on;
      muteAsWanted();
    },
    recover,
    close() {
      closed = true;
      cancelRetry?.();
      video?.stop();
      audio?.stop();
      video = null;
      audio = null;
      say(captureOff);
    },
  };
}
