import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Result } from '#contracts/errors.ts';
import { readSetup } from '#contracts/session.ts';
import type { DownMessage } from '#contracts/sync.ts';
import { enrolDevice } from '#contracts/unit.ts';
import { isOpen } from '#domain/incident/state.ts';
import { type ClientClock, systemClock } from '#renderer/client/client-clock.ts';
import type { DeviceStore } from '#renderer/client/device-store.ts';
import { createHubClient, type HubClient } from '#renderer/client/hub-client.ts';
import { newId } from '#renderer/client/new-id.ts';
import { openOutbox } from '#renderer/client/outbox.ts';
import { applyDown, emptyReplica, stateOf } from '#renderer/client/replica.ts';
import type { OpenUplink } from '../media/uplink.ts';
import { type Commands, createCommands } from './commands.ts';
import { type Duty, openDuty } from './duty.ts';
import { defaultPreferences, type FieldState, initialState, type Preferences } from './field-state.ts';
import type { Identity } from './identity.ts';
import { alarmPosition } from './own.ts';
import { createSosDriver, type SosDriver } from './sos-driver.ts';
import { forgetReplica, loadReplica, saveReplica } from './stored-replica.ts';

export type FieldApp = {
  store: StoreApi<FieldState>;
  commands: Commands;
  sos: SosDriver;
  /** null while off duty. */
  duty(): Duty | null;
  hubNow(): number;
  enrol(code: string, deviceName: string): Promise<Result<unknown>>;
  setOnDuty(on: boolean): void;
  prefer(change: Partial<Preferences>): void;
  dismissOutboxItem(commandId: string): void;
  dismissProblem(): void;
  /** Removes everything that the phone holds: identity, state, unsent commands. */
  forget(): Promise<void>;
  wake(): void;
  /** Stores the state at once: the page may not come back. */
  keep(): void;
  close(): void;
};

type Options = {
  device: DeviceStore;
  url: string;
  page: Window;
  openUplink: OpenUplink;
  clock?: ClientClock;
  makeHub?: typeof createHubClient;
};

const SAVE_AFTER_MS = 1_500;

/** Opens the page's whole inside: what the phone remembers, the line to the hub, the outbox, and one store over them. */
export async function openFieldApp({
  device,
  url,
  page,
  openUplink,
  clock = systemClock,
  makeHub = createHubClient,
}: Options): Promise<FieldApp> {
  const identity = ((await device.get('identity')) as Identity | undefined) ?? null;
  const stored = identity ? await loadReplica(device) : null;
  const hub: HubClient = makeHub({
    url,
    token: identity?.token ?? null,
    resume: stored?.position ?? null,
    clock,
  });
  const outbox = await openOutbox({
    store: device.outbox,
    call: (endpoint, input) => hub.call(endpoint, input as never),
    clock,
  });
  const store = createStore<FieldState>(() => ({
    ...initialState(hub.link()),
    phase: identity ? 'ready' : 'enrol',
    identity,
    outbox: outbox.items(),
  }));
  const write = (change: Partial<FieldState>) => store.setState(change);
  const read = store.getState;
  if (stored) write({ replica: stored.replica, caller: stored.caller, stateAt: stored.savedAt });
  write({
    preferences: {
      ...defaultPreferences,
      ...((await device.get('preferences')) as Partial<Preferences> | undefined),
    },
    alarm: ((await device.get('alarm')) as FieldState['alarm'] | undefined) ?? null,
  });

  let duty: Duty | null = null;
  let cancelSave: (() => void) | null = null;
  const keepLater = (what: string, task: Promise<void>) =>
    task.catch((cause: unknown) =>
      console.error('the phone could not store', { what, cause: String(cause) }),
    );

  function save() {
    cancelSave?.();
    cancelSave = null;
    const { replica, caller, link, stateAt } = read();
    const position = hub.position();
    if (!position || !caller || read().phase !== 'ready') return;
    void keepLater(
      'replica',
      saveReplica(device, {
        replica,
        position,
        caller,
        savedAt: (link.state === 'online' ? null : stateAt) ?? hub.hubNow(),
      }),
    );
  }

  function hear(message: DownMessage) {
    const { replica, needs } = applyDown(read().replica, message);
    for (const stream of needs) hub.send({ t: 'need', stream });
    const change: Partial<FieldState> = {};
    if (replica !== read().replica) {
      change.replica = replica;
      cancelSave ??= clock.after(SAVE_AFTER_MS, save);
    }
    if (message.t === 'welcome') change.caller = message.caller;
    if (message.t === 'talk') change.talks = message.talks;
    if (message.t === 'watched') change.viewers = message.viewers;
    write(change);
    if (change.replica) followAlarm();
  }

  /** The alarm's own line on the screen ends when the center has resolved it, not before. */
  function followAlarm() {
    const { alarm, replica } = read();
    const incident = alarm && stateOf(replica, 'incident', alarm.incidentId);
    if (!incident || isOpen(incident)) return;
    write({ alarm: null });
    void keepLater('alarm', device.remove('alarm'));
  }

  async function dismissed(code: string) {
    setOnDuty(false);
    // What a stolen phone holds must not outlive its revocation.
    await Promise.all([forgetReplica(device), device.remove('identity')]);
    write({
      phase: 'dismissed',
      dismissedWith: code,
      identity: null,
      caller: null,
      replica: emptyReplica,
      stateAt: null,
    });
  }

  const stops = [
    hub.onMessage(hear),
    hub.onLink((link) => {
      const online = link.state === 'online';
      // While online the state is as new as now; from the cut on it ages.
      const stateAt = read().link.state === 'online' ? hub.hubNow() : read().stateAt;
      write({ link, stateAt, ...(online ? {} : { talks: [], viewers: [] }) });
      outbox.setOnline(online);
      if (link.refusedWith !== null && read().phase === 'ready') void dismissed(link.refusedWith);
    }),
    outbox.onChange((items) => write({ outbox: items })),
  ];

  const commands = createCommands({
    outbox,
    now: () => hub.hubNow(),
    onProblem: (result) => !result.ok && write({ problem: result.error }),
  });

  const sos = createSosDriver({
    read: () => read().sos,
    write: (next) => write({ sos: next }),
    raise: () => {
      const alarm = commands.raise(alarmPosition(read().fix, clock.now()));
      write({ alarm });
      void keepLater('alarm', device.put('alarm', alarm));
    },
    vibrate: (pattern) => void page.navigator.vibrate?.(pattern),
    clock,
  });

  function setOnDuty(on: boolean) {
    const { identity: me } = read();
    if (on && !duty && me) duty = openDuty({ hub, unitId: me.unitId, page, openUplink, read, write, clock });
    if (!on) {
      duty?.close();
      duty = null;
    }
    write({ onDuty: duty !== null });
    void keepLater('onDuty', device.put('onDuty', duty !== null));
  }

  void hub.call(readSetup, {}).then((setup) => setup.ok && write({ drill: setup.value.drill }));
  if (identity && (await device.get('onDuty')) === true) setOnDuty(true);

  return {
    store,
    commands,
    sos,
    duty: () => duty,
    hubNow: () => hub.hubNow(),
    async enrol(code, deviceName) {
      const result = await hub.call(enrolDevice, { commandId: newId(), code, deviceName });
      if (!result.ok) return result;
      const me: Identity = { ...result.value, enrolledAt: clock.now() };
      try {
        await device.put('identity', me);
      } catch (cause) {
        console.error('the phone could not store its identity', { cause: String(cause) });
        write({ problem: { code: 'store_unavailable' } });
      }
      write({ phase: 'ready', identity: me, dismissedWith: null });
      hub.setToken(me.token);
      return result;
    },
    setOnDuty,
    prefer(change) {
      const preferences = { ...read().preferences, ...change };
      write({ preferences });
      void keepLater('preferences', device.put('preferences', preferences));
    },
    dismissOutboxItem: (commandId) => void outbox.dismiss(commandId),
    dismissProblem: () => write({ problem: null }),
    async forget() {
      setOnDuty(false);
      hub.setToken(null);
      cancelSave?.();
      cancelSave = null;
      await outbox.clear();
      await Promise.all([forgetReplica(device), device.remove('identity'), device.remove('alarm')]);
      write({ ...initialState(hub.link()), preferences: read().preferences, drill: read().drill });
    },
    wake() {
      hub.wake();
      duty?.recover();
    },
    keep: save,
    close() {
      save();
      duty?.close();
      for (const stop of stops) stop();
      outbox.close();
      hub.close();
    },
  };
}
