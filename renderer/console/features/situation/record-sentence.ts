import type { RecordLine } from '#contracts/record.ts';
import zhRecord from '#renderer/i18n/zh-CN/record.json';
import zhTerms from '#renderer/i18n/zh-CN/terms.json';
import type { Text } from '../../use-text.ts';

/** Call sign of a unit, name of a site: ids mean nothing to a reader. */
export type NameOf = { unit: (id: string) => string; site: (id: string) => string };

type Event = keyof typeof zhRecord.event;
type Letter = keyof typeof zhRecord.event_letter;

const isEvent = (type: string): type is Event => Object.hasOwn(zhRecord.event, type);

/** Fields of a record whose values are states and kinds, and the dictionary of each. */
const TERMS: Record<string, Record<string, keyof typeof zhTerms>> = {
  document_recorded: { kind: 'document_kind' },
  risk_assessed: { grade: 'risk' },
  site_advanced: { from: 'operation_state', to: 'operation_state' },
  operation_advanced: { from: 'operation_state', to: 'operation_state' },
  order_progressed: { state: 'receipt' },
  incident_raised: { kind: 'incident_kind' },
  incident_trigger_added: { kind: 'incident_kind' },
  incident_confirmed: { kind: 'incident_kind' },
  incident_graded: { grade: 'incident_grade' },
  incident_advanced: { to: 'incident_state' },
  police_call_recorded: { step: 'police_step' },
  unit_status_changed: { status: 'unit_look' },
};

const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
const part = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;

/** A record in one sentence. What a newer hub records is named by its type rather than left out. */
export function recordSentence(
  t: Text,
  { type, body, actorName }: Pick<RecordLine, 'type' | 'body' | 'actorName'>,
  nameOf: NameOf,
): string {
  if (!isEvent(type) || type === 'unknown') return t('record:event.unknown', { type });
  const terms = TERMS[type] ?? {};
  const value = (key: string) => {
    const raw = text(body[key]);
    const dictionary = terms[key];
    return dictionary && Object.hasOwn(zhTerms[dictionary] as object, raw)
      ? t(`terms:${dictionary}.${raw}` as 'terms:risk.low')
      : raw;
  };
  const unitIds = texts(body['unitIds']);
  const unitId = text(body['unitId']) || text(body['toUnitId']);
  const document = part(body, 'document');
  const kind = text(part(document, 'kind'));
  const site = text(part(body['site'], 'name')) || nameOf.site(text(body['siteId']));
  const level = text(body['level']);
  return t(`record:event.${type}`, {
    title: value('title'),
    site,
    team: text(part(body['team'], 'name')),
    n: texts(part(body['team'], 'unitIds')).length || value('failures'),
    kind: kind ? t(`terms:document_kind.${kind as 'other'}`) : value('kind'),
    number: text(part(document, 'number')) || value('documentNumber') || value('number'),
    grade: value('grade'),
    reason: value('reason'),
    from: type === 'order_reassigned' ? nameOf.unit(text(body['fromUnitId'])) : value('from'),
    to: value('to'),
    units: unitIds.map(nameOf.unit).join(' '),
    unit: unitId ? nameOf.unit(unitId) : '',
    text: value('text'),
    state: value('state'),
    status: value('status'),
    step: value('step'),
    station: value('station'),
    note: value('note'),
    name: value('name') || value('viewerName') || value('talkerName') || value('fromName') || actorName,
    purpose: value('purpose'),
    s: Math.round(Number(body['seconds'] ?? 0)),
    login: value('login'),
    seat: value('seat'),
    court: value('courtName'),
    level: level === 'duty_chief' || level === 'supervisor' ? t(`record:escalation.${level}`) : level,
  }).trim();
}

/** One character for what kind of thing a record is about. */
export function recordLetter(t: Text, stream: string): string {
  const kind = stream.split('/')[0] ?? '';
  return Object.hasOwn(zhRecord.event_letter, kind) ? t(`record:event_letter.${kind as Letter}`) : '·';
}
