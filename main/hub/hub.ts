import { rename } from 'node:fs/promises';
import { ok, refuse, type Result } from '#contracts/errors.ts';
import type { Caller } from '#contracts/roles.ts';
import type { DrillSeat } from '#contracts/session.ts';
import { openCertificateAuthority } from './auth/certificate-authority.ts';
import { lanAddresses, machineNames } from './auth/machine-names.ts';
import { openPasswords } from './auth/password.ts';
import { createToken } from './auth/token.ts';
import { drillDataDir } from './data-dir.ts';
import { loadDirectory } from './directory.ts';
import { drillPasswords } from './drill/drill-passwords.ts';
import { type CallRoute, resumeDrill, seatsOfDrill, startDrill } from './drill/start-drill.ts';
import { logFault, logLine } from './log.ts';
import { openRelay } from './media/relay.ts';
import { openCourt, type OpenCourt } from './open-court.ts';
import type { Clock, Ids, StartSide } from './ports.ts';
import { startNodeSide } from './side-process.ts';
import { openReserve } from './store/reserve.ts';
import { openSqliteEventStore } from './store/sqlite-event-store.ts';
import { openSqliteTrackStore } from './store/sqlite-track-store.ts';
import { randomIds, systemClock } from './system-ports.ts';
import { openDoors } from './transports/http.ts';
import { createTurns } from './turns.ts';

export type HubOptions = {
  dataDir: string;
  pagesDir: string;
  resourcesDir: string;
  /** Loopback, for this machine's console. 0: any free port. */
  consolePort: number;
  /** All addresses, HTTPS, for phones and other seats. 0: any free port. Default 8443, or any free one when it is taken. */
  fieldPort?: number;
  /** Opens the drill's own record instead of the court's, and starts the drill if it has not begun. */
  drill: boolean;
  startSide?: StartSide;
  clock?: Clock;
  ids?: Ids;
};

export type Hub = AsyncDisposable & {
  /** `http://127.0.0.1:<port>`, without a trailing slash. */
  consoleUrl: string;
  fieldUrls: string[];
  /** Whoever shows it was started on this machine together with the hub. */
  launchToken: string;
  /** A drill was started from the start screen: whoever restarts this hub restarts it with `drill`. */
  onDrill: (listener: () => void) => void;
  /** The record that is open now, for tools of this process. */
  court: () => OpenCourt;
};

const FIELD_PORT = 8443;
/** The hub asking itself. */
const INSIDE = { line: null, address: '', launched: true, host: '' };

/**
 * Opens a hub: its record, the relay beside it, and its doors. A hub that has no court yet keeps an empty record and
 * offers set-up; a drill lives in a record of its own, and the court's stays untouched beside it.
 *
 * @throws StoreRefused when the record is in use, damaged, or not on a local disk.
 */
export async function openHub(options: HubOptions): Promise<Hub> {
  const {
    dataDir,
    pagesDir,
    resourcesDir,
    clock = systemClock,
    ids = randomIds,
    startSide = startNodeSide,
  } = options;
  await using stack = new AsyncDisposableStack();
  const directory = loadDirectory(resourcesDir);
  const passwords = stack.use(await openPasswords());
  const relay = stack.use(openRelay(startSide, clock));
  /** What is open, whoever has to close it: a drill may begin long after this function has handed that over. */
  let open: AsyncDisposableStack = stack;
  const { token: launchToken } = createToken();
  const turns = createTurns();
  const drillListeners: (() => void)[] = [];
  const address = { consolePort: 0, fieldPort: 0 };
  const consoleUrl = () => `http://127.0.0.1:${address.consolePort}`;
  const fieldUrls = () =>
    [...lanAddresses(), '127.0.0.1'].map(
      (host) => `https://${host.includes(':') ? `[${host}]` : host}:${address.fieldPort}`,
    );

  const openRecord = async (dir: string) => ({
    store: await openSqliteEventStore({ dir }),
    tracks: await openSqliteTrackStore({ dir, clock, onFault: (error) => logFault('tracks', error) }),
    reserve: openReserve(dir),
  });
  // The court's own record stays open, and locked, in a drill too: the hub's authority is kept beside it.
  const record = await openRecord(dataDir);
  const authority = await openCertificateAuthority(record.store.secrets, clock);
  const ports = {
    clock,
    ids,
    relay,
    startSide,
    passwords,
    authority,
    directory,
    resourcesDir,
    fieldUrls,
    consoleUrl,
  };
  const seats = () => seatsOfDrill({ directory, resourcesDir });
  const own = stack.use(
    await openCourt({
      ...ports,
      ...record,
      drill: false,
      drillSeats: () => [],
      startDrill: () => beginDrill(),
    }),
  );
  let current: OpenCourt = own;

  const openDrillRecord = async (): Promise<OpenCourt> =>
    openCourt({
      ...ports,
      ...(await openRecord(drillDataDir(dataDir))),
      passwords: drillPasswords(passwords, resourcesDir),
      drill: true,
      drillSeats: seats,
      startDrill: () => beginDrill(),
    });

  /** The drill's record; one whose preparation broke off cannot be played and is set aside, never deleted. */
  const openPlayable = async (): Promise<OpenCourt> => {
    const court = await openDrillRecord();
    const { world } = court.context;
    const broken =
      court.context.court() !== null &&
      !world.all('operation').some((operation) => operation.approvals.length > 0);
    if (!broken) return court;
    await court[Symbol.asyncDispose]();
    const dir = drillDataDir(dataDir);
    await rename(dir, `${dir}-broken-${clock.now()}`);
    logLine('drill_set_aside');
    return openDrillRecord();
  };

  /** F33: on the drill's own record, begun if it is empty and taken up again if it is not. */
  const beginDrill = (): Promise<Result<{ seats: DrillSeat[] }>> =>
    turns('drill', async () => {
      if (current !== own) return ok({ seats: seats() });
      if (own.context.court() !== null && !options.drill) return refuse('already_set_up');
      await using opening = new AsyncDisposableStack();
      const court = opening.use(await openPlayable());
      const call: CallRoute = (name, input, caller: Caller) =>
        court.dispatch(name, input, { ...INSIDE, caller });
      const found = (input: unknown) =>
        court.dispatch('setup.found_court', input, { ...INSIDE, caller: null });
      const begun = court.context.court() !== null;
      const started = begun
        ? ok(await resumeDrill(court.context, call))
        : await startDrill(court.context, { call, found });
      if (!started.ok) return started;
      opening.defer(started.value.close);
      open.use(opening.move());
      current = court;
      drillListeners.forEach((tell) => tell());
      logLine('drill', { resumed: begun });
      return ok({ seats: started.value.seats });
    });

  const leaf = await authority.leafFor(machineNames());
  const doors = {
    court: () => current,
    pagesDir,
    resourcesDir,
    launchToken,
    leaf,
    authority,
    consolePort: options.consolePort,
  };
  const opened = stack.use(
    await openOnFreePort(options.fieldPort, (fieldPort) => openDoors({ ...doors, fieldPort })),
  );
  address.consolePort = opened.consolePort;
  address.fieldPort = opened.fieldPort;
  if (options.drill) await beginDrill();

  open = stack.move();
  return {
    consoleUrl: consoleUrl(),
    fieldUrls: fieldUrls(),
    launchToken,
    onDrill: (listener) => void drillListeners.push(listener),
    court: () => current,
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

/** A port that was asked for has to be free; the usual one gives way to any other. */
async function openOnFreePort<T>(asked: number | undefined, open: (port: number) => Promise<T>): Promise<T> {
  if (asked !== undefined) return open(asked);
  try {
    return await open(FIELD_PORT);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    logLine('field_port_taken', { port: FIELD_PORT });
    return open(0);
  }
}
