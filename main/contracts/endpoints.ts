import * as account from './account.ts';
import type { Endpoint } from './endpoint.ts';
import * as incident from './incident.ts';
import * as media from './media.ts';
import * as message from './message.ts';
import * as operation from './operation.ts';
import * as order from './order.ts';
import * as record from './record.ts';
import * as session from './session.ts';
import * as track from './track.ts';
import * as unit from './unit.ts';

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'access' in value && 'kind' in value && 'name' in value;

/** Every endpoint of the hub, by name. */
export const ENDPOINTS: ReadonlyMap<string, Endpoint> = new Map(
  [account, incident, media, message, operation, order, record, session, track, unit]
    .flatMap((area) => Object.values(area).filter(isEndpoint))
    .map((endpoint) => [endpoint.name, endpoint]),
);
