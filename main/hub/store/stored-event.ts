import type { DomainEvent, StoredEvent } from '../ports.ts';
import type { Row } from './append-plan.ts';

/** The event as readers get it. The body is read back from its stored text: who sees it live sees what a replay sees. */
export function storedEvent(row: Row): StoredEvent {
  const { seq, stream, version, type, at, actor, commandId, body, prev, hash, sm3 } = row;
  return {
    seq,
    stream,
    version,
    type,
    at,
    actor,
    commandId,
    body: JSON.parse(body) as DomainEvent,
    prev,
    hash,
    sm3,
  };
}
