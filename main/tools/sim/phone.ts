import type { z } from 'zod';
import type { Endpoint } from '#contracts/endpoint.ts';
import { raiseSos } from '#contracts/incident.ts';
import { sendMessage } from '#contracts/message.ts';
import type { OperationState } from '#contracts/operation.ts';
import { setUnitStatus, type UnitStatus } from '#contracts/unit.ts';
import type { Order } from '#domain/order/state.ts';
import type { Cue, DrillGroup, DrillUnit, Scenario } from '#hub/drill/scenario.ts';
import type { ClientClock } from '#renderer/client/client-clock.ts';
import type { HubClient } from '#renderer/client/hub-client.ts';
import { newId } from '#renderer/client/new-id.ts';
import { applyDown, emptyReplica, stateOf, statesOf } from '#renderer/client/replica.ts';
import type { CameraLink } from './camera-link.ts';
import { boundByOrder, boundBySite, createMarch, startingAt } from './march.ts';
import { createMessageDesk } from './message-desk.ts';
import { createOrderDesk, type Say } from './order-desk.ts';
import { wayOf } from './way.ts';

export type PhoneOptions = {
  hub: HubClient;
  /** As the hub gave it at the enrolment. */
  identity: { token: string; unitId: string };
  unit: DrillUnit;
  group: DrillGroup;
  scenario: Pick<Scenario, 'answers' | 'operation'>;
  /** Seconds of the drill in one of the clock. */
  speed: number;
  clock: ClientClock;
  /** Null: the unit has no camera, or this machine cannot send one. */
  camera: CameraLink | null;
  events: {
    site(key: string, state: OperationState): void;
    heard(text: string): void;
    sos(): void;
  };
};

export type Phone = {
  /** Once a second: goes on, and says where it is. */
  tick(): void;
  say(message: NonNullable<Cue['say']>): void;
  sos(): void;
  /** The line breaks, without a word: link and camera. */
  cut(): void;
  restore(): void;
  close(): void;
};

const DEVICE_EVERY_MS = 30_000;
/** One per cent of the battery; a vehicle feeds its own. */
const BATTERY_STEP_SECONDS = 140;
const STATUS_AGAIN_MS = 10_000;
const TICK_SECONDS = 1;
const PASSING: ReadonlySet<string> = new Set([
  'busy',
  'too_many_requests',
  'store_full',
  'store_unavailable',
  'internal',
]);
const RETRY_MS = [1_000, 2_000, 5_000, 10_000];

/** A played officer's phone: the same link and the same replica as a real one's, with a script where the thumb would be. */
export function openPhone(options: PhoneOptions): Phone {
  const { hub, identity, unit, group, scenario, speed, clock, camera, events } = options;
  const { unitId, token } = identity;
  const way = wayOf(group, unit);
  let replica = emptyReplica;
  let march: ReturnType<typeof createMarch> | null = null;
  let ordered = false;
  let online = false;
  let cameraOn = false;
  let deviceSaidAt = -Infinity;
  let statusAskedAt = -Infinity;
  let seconds = 0;

  const instant = () => new Date(hub.hubNow()).toISOString();
  const say: Say = (endpoint, input) =>
    ask(endpoint, { ...input, commandId: newId(), occurredAt: instant() });
  /** As a phone's outbox does: what the hub could not do just now is asked again, under the same command id. */
  function ask<E extends Endpoint>(endpoint: E, input: object, attempt = 0) {
    hub.call(endpoint, input as z.input<E['input']>).then(
      (result) => {
        if (result.ok || result.error.code === 'signed_out') return;
        const waitMs = PASSING.has(result.error.code) ? RETRY_MS[attempt] : undefined;
        if (waitMs !== undefined) clock.after(waitMs, () => ask(endpoint, input, attempt + 1));
        else console.warn('refused', { unit: unit.callSign, endpoint: endpoint.name, ...result.error });
      },
      (cause: unknown) => console.error('not sent', { unit: unit.callSign, endpoint: endpoint.name, cause }),
    );
  }
  const orders = createOrderDesk({ unit, unitId, clock, say, onSigned: signed });
  const messages = createMessageDesk({
    unitId,
    answers: scenario.answers,
    clock,
    say,
    onRead: (message) => events.heard(message.text),
  });

  const own = () => stateOf(replica, 'unit', unitId);
  const operation = () => {
    const assignment = own()?.assignment;
    return (assignment && stateOf(replica, 'operation', assignment.operationId)) ?? null;
  };
  const siteName = scenario.operation.sites.find((site) => site.key === group.site)!.name;
  const groupSite = () => Object.values(operation()?.sites ?? {}).find((site) => site.plan.name === siteName);

  function signed(order: Order) {
    if (group.setsOutOn?.some((word) => order.text.includes(word))) ordered = true;
    events.heard(order.text);
  }

  function look() {
    orders.look(statesOf(replica, 'order'));
    messages.look(statesOf(replica, 'message'));
    for (const site of Object.values(operation()?.sites ?? {})) {
      const key = scenario.operation.sites.find(({ name }) => name === site.plan.name)?.key;
      if (key !== undefined) events.site(key, site.state);
    }
  }

  function bound() {
    const site = groupSite();
    if (!site) return 'wait';
    return group.setsOutOn ? boundByOrder(site.state, ordered) : boundBySite(site.state);
  }

  function pressStatus(status: UnitStatus, pressed: ReturnType<NonNullable<typeof march>['status']>) {
    if (pressed === null || pressed === status || status === 'unavailable') return;
    if (clock.now() - statusAskedAt < STATUS_AGAIN_MS) return;
    statusAskedAt = clock.now();
    say(setUnitStatus, { unitId, status: pressed, reason: '' });
  }

  function reportDevice() {
    deviceSaidAt = clock.now();
    const used = unit.kind === 'vehicle' ? 0 : Math.floor(seconds / BATTERY_STEP_SECONDS);
    const batteryPct = Math.max(1, Math.round(unit.batteryPct) - used);
    hub.send({ t: 'device', device: { batteryPct, network: unit.network, camera: cameraOn ? 'on' : 'off' } });
  }

  const setCamera = (on: boolean) => {
    if (!camera) return;
    cameraOn = on;
    if (on) camera.start();
    else camera.stop();
  };

  const stopMessages = hub.onMessage((message) => {
    const applied = applyDown(replica, message);
    replica = applied.replica;
    for (const stream of applied.needs) hub.send({ t: 'need', stream });
    if (message.t === 'snapshot' || message.t === 'stream' || message.t === 'events') look();
    // The relay was started anew, or gave the camera up: offer again.
    const lost =
      message.t === 'uplinks' && message.uplinks.some((up) => up.unitId === unitId && up.state === 'closed');
    if (lost && cameraOn) camera?.start();
  });
  const stopLink = hub.onLink((link) => {
    const before = online;
    online = link.state === 'online';
    if (!online || before) return;
    setCamera(true);
    reportDevice();
  });

  return {
    tick() {
      seconds += TICK_SECONDS * speed;
      const me = own();
      if (!me) return;
      if (!march) {
        march = createMarch({
          way,
          along: startingAt(me.status, way),
          speedMps: group.speedKmh / 3.6,
          random: () => clock.random(),
        });
        ordered = me.status === 'en_route' || me.status === 'on_scene';
      }
      march.step(bound(), TICK_SECONDS * speed);
      hub.send({ t: 'fix', fix: march.fix(clock.now()) });
      pressStatus(me.status, march.status());
      if (clock.now() - deviceSaidAt >= DEVICE_EVERY_MS) reportDevice();
    },
    say({ kind, text }) {
      const operationId = own()?.assignment?.operationId ?? null;
      say(sendMessage, { messageId: newId(), operationId, unitIds: [], kind, replyTo: null, text });
    },
    sos() {
      const fix = march?.fix(clock.now());
      const position = fix
        ? { lng: fix.lng, lat: fix.lat, accuracyMeters: fix.accuracyMeters, ageMs: 0 }
        : null;
      ask(raiseSos, { commandId: newId(), incidentId: newId(), position, raisedAt: instant() });
      events.sos();
    },
    cut() {
      setCamera(false);
      orders.reset();
      messages.reset();
      online = false;
      hub.setToken(null);
    },
    restore: () => hub.setToken(token),
    close() {
      stopMessages();
      stopLink();
      orders.reset();
      messages.reset();
      camera?.stop();
      hub.close();
    },
  };
}
