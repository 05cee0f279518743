import { AccountEvent } from '#contracts/account.ts';
import { IncidentEvent } from '#contracts/incident.ts';
import { ViewingEvent } from '#contracts/media.ts';
import { MessageEvent } from '#contracts/message.ts';
import { OperationEvent } from '#contracts/operation.ts';
import { OrderEvent } from '#contracts/order.ts';
import { CourtEvent } from '#contracts/session.ts';
import { UnitEvent } from '#contracts/unit.ts';
import type { z } from 'zod';
import { accountFold } from './account/state.ts';
import type { Account } from './account/state.ts';
import { courtFold } from './court/state.ts';
import type { FoundedCourt } from './court/state.ts';
import type { Fold } from './fold.ts';
import { incidentFold } from './incident/state.ts';
import type { Incident } from './incident/state.ts';
import { messageFold } from './message/state.ts';
import type { Message } from './message/state.ts';
import { operationFold } from './operation/state.ts';
import type { Operation } from './operation/state.ts';
import { orderFold } from './order/state.ts';
import type { Order } from './order/state.ts';
import { unitFold } from './unit/state.ts';
import type { Unit } from './unit/state.ts';
import { viewingFold } from './viewing/state.ts';
import type { Viewing } from './viewing/state.ts';

/** State of a stream by its kind, the part of its name before the slash. */
export type StreamStates = {
  operation: Operation;
  order: Order;
  incident: Incident;
  unit: Unit;
  message: Message;
  account: Account;
  court: FoundedCourt;
  viewing: Viewing;
};
export type StreamKind = keyof StreamStates;

/** The events a stream of this kind may hold, and the fold that the hub and every page share. */
export const STREAMS: { [K in StreamKind]: { schema: z.ZodType; fold: Fold<StreamStates[K], never> } } = {
  operation: { schema: OperationEvent, fold: operationFold },
  order: { schema: OrderEvent, fold: orderFold },
  incident: { schema: IncidentEvent, fold: incidentFold },
  unit: { schema: UnitEvent, fold: unitFold },
  message: { schema: MessageEvent, fold: messageFold },
  account: { schema: AccountEvent, fold: accountFold },
  court: { schema: CourtEvent, fold: courtFold },
  viewing: { schema: ViewingEvent, fold: viewingFold },
};

/** Kind and id of a stream name, or null for a kind that this version does not know. */
export function parseStream(stream: string): { kind: StreamKind; id: string } | null {
  const slash = stream.indexOf('/');
  const kind = stream.slice(0, slash);
  return slash > 0 && Object.hasOwn(STREAMS, kind)
    ? { kind: kind as StreamKind, id: stream.slice(slash + 1) }
    : null;
}

/** The next state of a stream of any kind; an unknown kind stays as it is. */
export function evolveStream(stream: string, state: unknown, event: { type: string }): unknown {
  const parsed = parseStream(stream);
  if (!parsed) return state;
  const fold = STREAMS[parsed.kind].fold as Fold<unknown, { type: string }>;
  return fold.evolve(state ?? null, event);
}
