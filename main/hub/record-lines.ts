import type { RecordLine } from '#contracts/record.ts';
import type { HubContext } from './hub-context.ts';
import type { StoredEvent } from './ports.ts';

/** Who an actor's id stands for. */
const SYSTEM_NAMES: Record<string, string> = { system: '系统', founding: '设立' };

function actorName({ world }: Pick<HubContext, 'world'>, actor: string): string {
  const unit = world.get('unit', actor);
  return (
    world.get('account', actor)?.name ??
    (unit ? `${unit.profile.callSign} ${unit.profile.name}` : (SYSTEM_NAMES[actor] ?? actor))
  );
}

export function recordLine(
  hub: Pick<HubContext, 'world'>,
  { seq, at, stream, type, actor, body, hash }: StoredEvent,
): RecordLine {
  const { type: _type, ...rest } = body;
  return { seq, at, stream, type, actor, actorName: actorName(hub, actor), body: rest, hash };
}

/** Everything recorded of one operation: its own stream, its orders, incidents, messages and viewings; oldest first. */
export async function operationLines(
  hub: Pick<HubContext, 'world' | 'store'>,
  operationId: string,
): Promise<RecordLine[]> {
  const { world, store } = hub;
  const mine = <T extends { operationId: string | null }>(kind: string, all: T[], key: (one: T) => string) =>
    all.filter((one) => one.operationId === operationId).map((one) => `${kind}/${key(one)}`);
  const streams = [
    `operation/${operationId}`,
    ...mine('order', world.all('order'), (order) => order.orderId),
    ...mine('incident', world.all('incident'), (incident) => incident.incidentId),
    ...mine('message', world.all('message'), (message) => message.messageId),
    ...mine('viewing', world.all('viewing'), (viewing) => viewing.viewId),
  ];
  const events = (await Promise.all(streams.map((stream) => store.readStream(stream)))).flat();
  return events.sort((a, b) => a.seq - b.seq).map((event) => recordLine(hub, event));
}

/**
 * What the auditor sees of a record: who did what when to which thing, and why; never the content of a case (三员分立:
 * the auditor sees no case). Kept by name, because a field added later must not slip through.
 */
const AUDITED = new Set([
  'by', 'state', 'from', 'to', 'step', 'grade', 'kind', 'source', 'seat', 'role', 'courtCode', 'placeCourtCode', 'until',
  'failures', 'expiresAt', 'lastHeardAt', 'ruleSetVersion', 'number', 'documentNumber', 'seconds', 'priority', 'replyBySeconds',
  'viewerName', 'viewerRole', 'viewerCourt', 'purpose', 'reason', 'level', 'afterSeconds', 'escalatedTo', 'status', 'drill',
  'operationType', 'what', 'login', 'reader', 'occurredAt',
]); // prettier-ignore
const isId = (key: string) => /Ids?$/.test(key);

export const audited = (line: RecordLine): RecordLine => ({
  ...line,
  body: Object.fromEntries(Object.entries(line.body).filter(([key]) => AUDITED.has(key) || isId(key))),
});
