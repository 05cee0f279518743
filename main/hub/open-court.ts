import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DrillSeat } from '#contracts/session.ts';
import type { Result } from '#contracts/errors.ts';
import { decideMay } from '#domain/policy/policy.ts';
import { maySeePosition, maySeeStream } from '#domain/policy/visibility.ts';
import { openSessions } from './auth/sessions.ts';
import { createEnrolments } from './auth/enrolments.ts';
import { openPasswordVault } from './auth/password-vault.ts';
import type { CertificateAuthority } from './auth/certificate-authority.ts';
import type { Passwords } from './auth/password.ts';
import { createCommanders } from './callers.ts';
import type { Directory } from './directory.ts';
import type { HubContext } from './hub-context.ts';
import { openMediaRoom } from './media/media-room.ts';
import type { Clock, EventStore, Ids, Relay, SecretStore, StartSide, TrackStore } from './ports.ts';
import { createReadings } from './readings.ts';
import { accountRoutes } from './routes/account.ts';
import { incidentRoutes } from './routes/incident.ts';
import { mediaRoutes } from './routes/media.ts';
import { messageRoutes } from './routes/message.ts';
import { operationRoutes } from './routes/operation.ts';
import { orderRoutes } from './routes/order.ts';
import { recordRoutes } from './routes/record.ts';
import { sessionRoutes } from './routes/session.ts';
import { trackRoutes } from './routes/track.ts';
import { unitRoutes } from './routes/unit.ts';
import { openSpine } from './spine.ts';
import type { Reserve } from './store/reserve.ts';
import { createFeed, type Feed } from './sync/feed.ts';
import { createLines } from './sync/lines.ts';
import { createPositions } from './sync/positions.ts';
import { createPresenceBoard, type PresenceBoard } from './sync/presence.ts';
import { startTimers } from './timers.ts';
import { createDispatch, type Dispatch } from './transports/dispatch.ts';
import { createTurns } from './turns.ts';
import { lookupOf } from './world.ts';

export type CourtPorts = {
  store: EventStore & { secrets: SecretStore };
  tracks: TrackStore;
  reserve: Reserve;
  clock: Clock;
  ids: Ids;
  relay: Relay;
  startSide: StartSide;
  passwords: Passwords;
  authority: CertificateAuthority;
  directory: Directory;
  resourcesDir: string;
  fieldUrls: () => string[];
  consoleUrl: () => string;
  /** Whether this record is a drill's, before its court is founded. */
  drill: boolean;
  drillSeats: () => readonly DrillSeat[];
  startDrill: () => Promise<Result<{ seats: DrillSeat[] }>>;
};

/** One record with everything that lives on it. */
export type OpenCourt = AsyncDisposable & {
  context: HubContext;
  dispatch: Dispatch;
  feed: Feed;
  presence: PresenceBoard;
  version: string;
};

/** Events after which somebody may see somebody else, or no longer. */
const MOVES_RIGHTS = /^(unit_(registered|assigned|released|retired)|operation_|site_(placed|removed)|team_)/;

/** Opens the spine on a record, and around it sessions, sync, timers, media and the table of routes. Closes the record too. */
export async function openCourt(ports: CourtPorts): Promise<OpenCourt> {
  const { store, clock, ids, directory } = ports;
  let drill = ports.drill;
  const spine = await openSpine({ store, clock, ids, drill: () => drill, reserve: ports.reserve });
  const { world } = spine;
  const court = () => world.all('court')[0] ?? null;
  drill = court()?.drill ?? drill;

  const lookup = lookupOf(world, directory.isBelow);
  const lines = createLines();
  const maySeeUnit = (caller: Parameters<typeof maySeeStream>[0], unitId: string) =>
    maySeeStream(caller, `unit/${unitId}`, world.get('unit', unitId), lookup);
  const positions = createPositions({
    clock,
    lines,
    tracks: ports.tracks,
    maySee: (caller, unitId) => {
      const unit = world.get('unit', unitId);
      return unit !== null && maySeePosition(caller, unit, lookup);
    },
  });
  const presence = createPresenceBoard({
    clock,
    lines,
    maySee: maySeeUnit,
    unit: (id) => world.get('unit', id),
  });
  const sessions = await openSessions({
    secrets: store.secrets,
    clock,
    ids,
    commands: createCommanders(spine),
  });
  sessions.onEnded((sessionId, code) => lines.ofSession(sessionId).forEach((line) => line.close(code)));
  const feed = createFeed({ spine, store, lines, lookup, epoch: await epochOf(store.secrets, ids) });
  spine.onPublished(({ event }) => {
    if (MOVES_RIGHTS.test(event.type)) positions.forgetRights();
  });

  const context: HubContext = {
    ...ports,
    secrets: store.secrets,
    spine,
    world,
    lookup,
    sessions,
    lines,
    positions,
    court,
    drill: () => drill,
    may: (caller, capability, subject) => decideMay(caller, capability, subject, directory.isBelow),
  };
  const vault = await openPasswordVault({ store, secrets: store.secrets, passwords: ports.passwords });
  const turns = createTurns();
  const readings = createReadings(context);
  const room = openMediaRoom(context);
  const dispatch = createDispatch([
    ...sessionRoutes(context, vault, turns, ports),
    ...accountRoutes(context, vault, turns),
    ...unitRoutes(context, createEnrolments(store.secrets, clock), turns),
    ...operationRoutes(context),
    ...orderRoutes(context),
    ...incidentRoutes(context),
    ...messageRoutes(context),
    ...recordRoutes(context, readings),
    ...trackRoutes(context, readings),
    ...mediaRoutes(context, room),
  ]);
  const stopTimers = startTimers(context, presence);

  return {
    context,
    dispatch,
    feed,
    presence,
    version: versionOf(ports.resourcesDir),
    [Symbol.asyncDispose]: async () => {
      stopTimers();
      for (const line of [...lines.all()]) line.close('hub_closing');
      await room[Symbol.asyncDispose]();
      await ports.tracks[Symbol.asyncDispose]();
      await store[Symbol.asyncDispose]();
    },
  };
}

/** Names this log among all: a page's cursor means nothing in another one. */
async function epochOf(secrets: SecretStore, ids: Ids): Promise<string> {
  const kept = await secrets.get('hub', 'epoch');
  if (kept !== null) return kept;
  const epoch = ids.next();
  await secrets.put('hub', 'epoch', epoch);
  return epoch;
}

/** The product's version stands in package.json: beside resources in the checkout, in the archive beside it in the package. */
function versionOf(resourcesDir: string): string {
  const file = ['package.json', 'app.asar/package.json']
    .map((name) => join(resourcesDir, '..', name))
    .find(existsSync);
  return file === undefined ? '' : (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
