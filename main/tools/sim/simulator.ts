import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { refuse, type Result } from '#contracts/errors.ts';
import { openUplink } from '#contracts/media.ts';
import { enrolDevice } from '#contracts/unit.ts';
import { type Cue, loadScenario } from '#hub/drill/scenario.ts';
import type { FromSimulator, SimulatorStart } from '#hub/drill/simulator-messages.ts';
import { type ClientClock, systemClock } from '#renderer/client/client-clock.ts';
import { callHttp } from '#renderer/client/http-call.ts';
import { createHubClient, type HubClient } from '#renderer/client/hub-client.ts';
import { newId } from '#renderer/client/new-id.ts';
import { createCameraLink, type CameraLink } from './camera-link.ts';
import { type Clip, parseIvf } from './ivf.ts';
import { openPhone, type Phone } from './phone.ts';
import { openPump, type Pump } from './pump.ts';
import { createTimeline } from './timeline.ts';

export type Simulator = AsyncDisposable & { phones: ReadonlyMap<string, Phone> };

type Identity = { token: string; unitId: string };
type Tell = (message: FromSimulator) => void;

const SOUND = 'room';
/** Enrolments side by side: few, so that the hub's limit on strangers is not ours to hit. */
const AT_ONCE = 4;
const ENROL_ATTEMPTS = 12;
const CAMERA_APART_MS = 120;
const TICK_MS = 1_000;

/** Plays every phone of the drill until it is closed. @throws when a code is not taken, or the scenario cannot be read. */
export async function openSimulator(
  start: SimulatorStart,
  tell: Tell,
  clock: ClientClock = systemClock,
): Promise<Simulator> {
  const scenario = loadScenario(start.scenarioFile);
  const phones = new Map<string, Phone>();
  const pump = openPump();
  const cameras = await loadCameras(start.clipsDir, pump);
  const timeline = createTimeline({
    cues: scenario.timeline,
    speed: start.speed,
    resumed: start.resumed,
    clock,
    run: (cue) => play(phones.get(cue.unit), cue),
  });

  let enrolled = 0;
  const identities = await inParallel(start.phones, async ({ code, callSign }) => {
    const identity = await enrol(start.hubUrl, code, callSign);
    tell({ type: 'progress', done: ++enrolled, total: start.phones.length });
    return identity;
  });
  for (const [index, { callSign }] of start.phones.entries()) {
    const identity = identities[index]!;
    const unit = scenario.units.find((known) => known.callSign === callSign)!;
    const hub = createHubClient({ url: start.hubUrl, token: identity.token, clock });
    const camera = unit.clip === null ? null : cameras(hub, unit.clip, index, clock);
    const events = {
      site: timeline.site,
      sos: timeline.sos,
      heard: (text: string) => timeline.heard(callSign, text),
    };
    const group = scenario.groups[unit.group]!;
    phones.set(
      callSign,
      openPhone({ hub, identity, unit, group, scenario, speed: start.speed, clock, camera, events }),
    );
  }
  const stopTicks = tickAll([...phones.values()], clock);
  timeline.online();
  tell({
    type: 'ready',
    phones: phones.size,
    cameras: scenario.units.filter((unit) => unit.clip !== null).length,
  });

  return {
    phones,
    async [Symbol.asyncDispose]() {
      stopTicks();
      timeline.close();
      for (const phone of phones.values()) phone.close();
      await pump[Symbol.asyncDispose]();
    },
  };
}

function play(phone: Phone | undefined, cue: Cue): void {
  if (cue.say) phone?.say(cue.say);
  if (cue.do) phone?.[cue.do]();
}

/** A hub that is just coming up, or guards its door against too many strangers at once, is asked again. */
async function enrol(url: string, code: string, callSign: string): Promise<Identity> {
  const input = { commandId: newId(), code, deviceName: `演练终端 ${callSign}` };
  let result: Result<Identity> = refuse('link_down');
  for (let attempt = 0; attempt < ENROL_ATTEMPTS; attempt++) {
    result = await callHttp(enrolDevice, input, { url });
    if (result.ok || !['link_down', 'too_many_requests', 'busy'].includes(result.error.code)) break;
    await delay(Math.min(5_000, 250 * 2 ** attempt));
  }
  if (!result.ok) throw new Error(`enrolment of ${callSign}: ${result.error.code}`);
  return result.value;
}

async function inParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const index = next++;
      results[index] = await work(items[index]!);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

/** Spread over the second, as phones would be. */
function tickAll(phones: readonly Phone[], clock: ClientClock): () => void {
  const cancels = phones.map((phone, index) => {
    let cancel = () => {};
    const again = () => {
      cancel = clock.after(TICK_MS, again);
      phone.tick();
    };
    cancel = clock.after(TICK_MS + (TICK_MS * index) / phones.length, again);
    return () => cancel();
  });
  return () => cancels.forEach((cancel) => cancel());
}

type CameraOf = (hub: HubClient, clip: string, index: number, clock: ClientClock) => CameraLink | null;

/** Where the machine has no media library that fits, the drill goes on without pictures. */
async function loadCameras(clipsDir: string, pump: Pump): Promise<CameraOf> {
  const clips = new Map<string, Clip>();
  const clipOf = (name: string): Clip => {
    const clip = clips.get(name) ?? parseIvf(readFileSync(join(clipsDir, `${name}.ivf`)));
    clips.set(name, clip);
    return clip;
  };
  try {
    const { cameraPeerOpener } = await import('./camera-peer.ts');
    return (hub, name, index, clock) => {
      const picture = clipOf(name);
      const media = { name: `drill-${index}`, picture, sound: clipOf(SOUND), startFrame: index * 23 };
      const open = cameraPeerOpener(media, pump);
      const link = createCameraLink({ open, clock, askHub: (offer) => hub.call(openUplink, { offer }) });
      return laterStart(link, index * CAMERA_APART_MS, clock);
    };
  } catch (cause) {
    console.error('no pictures in this drill: the media library did not load', cause);
    return () => null;
  }
}

/** Twenty-one handshakes in one instant would be felt; each camera waits its turn. */
function laterStart(link: CameraLink, waitMs: number, clock: ClientClock): CameraLink {
  let cancel = () => {};
  return {
    start() {
      cancel();
      cancel = clock.after(waitMs, () => link.start());
    },
    stop() {
      cancel();
      link.stop();
    },
  };
}
