import { closeUplink, endTalk, openUplink as openUplinkEndpoint, startTalk } from '#contracts/media.ts';
import type { ClientClock } from '#renderer/client/client-clock.ts';
import type { HubClient } from '#renderer/client/hub-client.ts';
import { createCapture } from '../media/capture.ts';
import { createFieldUplink, type OpenUplink } from '../media/uplink.ts';
import { createVoiceOut } from '../media/voice-out.ts';
import { openDeviceWatch } from '../sensors/device-watch.ts';
import { openPositionWatch } from '../sensors/position-watch.ts';
import { openWakeLock } from '../sensors/wake-lock.ts';
import { createPushToTalk } from '../talk/push-to-talk.ts';
import type { FieldState } from './field-state.ts';

export type Duty = {
  setCamera(on: boolean): void;
  setMicrophone(on: boolean): void;
  flip(): void;
  pressTalk(): void;
  releaseTalk(): void;
  /** From a touch: lets the browser play voices. */
  unlockSound(): void;
  /** The page is shown again. */
  recover(): void;
  close(): void;
};

type Options = {
  hub: HubClient;
  unitId: string;
  page: Window;
  openUplink: OpenUplink;
  read(): FieldState;
  write(change: Partial<FieldState>): void;
  clock: ClientClock;
};

/** 执勤: everything of the phone that runs only while its officer is on duty, opened and closed together. */
export function openDuty({ hub, unitId, page, openUplink, read, write, clock }: Options): Duty {
  const { navigator, document } = page;
  let closed = false;
  let followed = false;
  let wasOnline = hub.link().state === 'online';
  const voice = createVoiceOut((soundBlocked) => write({ soundBlocked }));

  const reportDevice = () => {
    const { batteryPct, network, capture } = read();
    const { camera } = capture;
    const shown = camera === 'on' ? 'on' : camera === 'blocked' || camera === 'missing' ? 'blocked' : 'off';
    hub.send({ t: 'device', device: { batteryPct, network: network.slice(0, 20), camera: shown } });
  };

  const uplink = createFieldUplink({
    openUplink,
    uplinkId: `unit/${unitId}`,
    askHub: (offer) => hub.call(openUplinkEndpoint, { offer }),
    onState: (state) => write({ uplink: state }),
    onRemoteAudio: (stream) => voice.take(stream),
  });

  const capture = createCapture({
    devices: navigator.mediaDevices,
    clock,
    onStatus: (next) => {
      const before = read().capture;
      write({ capture: next });
      if (next.camera !== before.camera) reportDevice();
      const settled = next.camera !== 'starting' && next.microphone !== 'starting';
      if (settled && !closed && (next.stream !== before.stream || !followed)) {
        followed = true;
        uplink.follow(next.stream);
      }
    },
  });

  const talk = createPushToTalk({
    start: () => hub.call(startTalk, { unitIds: [], operationId: null }),
    end: () => hub.call(endTalk, {}),
    openMicrophone: capture.openForTalk,
    onState: (next) => write({ talk: next }),
    clock,
  });

  const position = openPositionWatch({
    geolocation: navigator.geolocation,
    send: (fix) => hub.send({ t: 'fix', fix }),
    onFix: (fix) => write({ fix }),
    onState: (positionState) => write({ positionState }),
    clock,
  });
  const device = openDeviceWatch(
    navigator,
    (report) => {
      write(report);
      reportDevice();
    },
    clock,
  );
  const screen = openWakeLock(document, navigator, (screenHeld) => write({ screenHeld }));
  const stopLink = hub.onLink((link) => {
    if (link.state === 'online' && !wasOnline) {
      reportDevice();
      const { fix } = read();
      if (fix) hub.send({ t: 'fix', fix });
    }
    wasOnline = link.state === 'online';
    if (!wasOnline) talk.release();
  });

  // A finger that leaves the page by any road has let go of the key.
  const letGo = () => talk.release();
  const onHidden = () => document.visibilityState === 'hidden' && talk.release();
  page.addEventListener('blur', letGo);
  page.addEventListener('pagehide', letGo);
  document.addEventListener('visibilitychange', onHidden);

  const { camera, microphone } = read().preferences;
  // One after the other: two permission questions at once confuse people and some browsers.
  void capture
    .setMicrophone(microphone)
    .then(() => (camera && !closed ? capture.setCamera(true) : undefined));

  return {
    setCamera: (on) => void capture.setCamera(on),
    setMicrophone: (on) => void capture.setMicrophone(on),
    flip: () => void capture.flip(),
    pressTalk: () => {
      voice.unlock();
      talk.press();
    },
    releaseTalk: () => talk.release(),
    unlockSound: () => voice.unlock(),
    recover: () => capture.recover(),
    close() {
      closed = true;
      talk.release();
      page.removeEventListener('blur', letGo);
      page.removeEventListener('pagehide', letGo);
      document.removeEventListener('visibilitychange', onHidden);
      stopLink();
      screen.close();
      device.close();
      position.close();
      uplink.close();
      capture.close();
      voice.close();
      void hub.call(closeUplink, {});
      hub.send({
        t: 'device',
        device: { batteryPct: read().batteryPct, network: read().network.slice(0, 20), camera: 'off' },
      });
    },
  };
}
