import type { Capability } from '#contracts/capabilities.ts';
import type { Result } from '#contracts/errors.ts';
import type { Caller } from '#contracts/roles.ts';
import type { FoundedCourt } from '#domain/court/state.ts';
import type { Subject } from '#domain/policy/subject.ts';
import type { Lookup } from '#domain/policy/visibility.ts';
import type { CertificateAuthority } from './auth/certificate-authority.ts';
import type { Passwords } from './auth/password.ts';
import type { Sessions } from './auth/sessions.ts';
import type { Directory } from './directory.ts';
import type { Clock, EventStore, Ids, Relay, SecretStore, StartSide, TrackStore } from './ports.ts';
import type { Spine } from './spine.ts';
import type { Lines } from './sync/lines.ts';
import type { Positions } from './sync/positions.ts';
import type { World } from './world.ts';

/** Everything of an open hub that its parts reach each other by. One a hub; nobody keeps state of his own outside it. */
export type HubContext = {
  clock: Clock;
  ids: Ids;
  store: EventStore;
  secrets: SecretStore;
  tracks: TrackStore;
  relay: Relay;
  startSide: StartSide;
  passwords: Passwords;
  authority: CertificateAuthority;
  directory: Directory;
  spine: Spine;
  /** The spine's. */
  world: World;
  /** The policy's view of the world. */
  lookup: Lookup;
  sessions: Sessions;
  lines: Lines;
  positions: Positions;
  /** The court whose hub this is, or null before set-up. */
  court: () => FoundedCourt | null;
  drill: () => boolean;
  resourcesDir: string;
  /** `https://<address>:<port>` by which phones reach the field page; loopback last. */
  fieldUrls: () => string[];
  /** The console's own address on this machine, `http://127.0.0.1:<port>`. */
  consoleUrl: () => string;
  /** The one policy, asked for every command, query, subscription and stream of media. */
  may: (caller: Caller, capability: Capability, subject: Subject) => Result<null>;
};
