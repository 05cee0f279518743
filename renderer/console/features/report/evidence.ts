import type { RecordLine, Report } from '#contracts/record.ts';

export type CountId = keyof Report['counts'];

/** Something in the report that can be asked where it comes from. */
export type Figure =
  | { of: 'count'; id: CountId }
  | { of: 'cases' | 'approvals' | 'overrides' }
  | { of: 'site'; siteId: string; name: string }
  | { of: 'order'; orderId: string; name: string }
  | { of: 'incident'; incidentId: string; name: string };

type Rule = (lines: readonly RecordLine[]) => RecordLine[];

const type =
  (...types: string[]): Rule =>
  (lines) =>
    lines.filter((line) => types.includes(line.type));
const progressed =
  (...states: string[]): Rule =>
  (lines) =>
    lines.filter((line) => line.type === 'order_progressed' && states.includes(String(line.body['state'])));

/** A receipt's name among all: an order goes to a unit once. */
const receipt = (line: RecordLine) => `${line.stream}/${String(line.body['unitId'])}`;

/** Acknowledgements of receipts that had gone overdue before are late ones. */
const acknowledgedInTime: Rule = (lines) => {
  const overdue = new Set(type('order_overdue')(lines).map(receipt));
  return type('order_acknowledged')(lines).filter((line) => !overdue.has(receipt(line)));
};

/** Teams and site commanders are what people, cameras and vehicles are counted from. */
const STAFF = type('team_formed', 'team_disbanded', 'site_placed', 'site_removed');

const COUNTS: Record<CountId, Rule> = {
  people: STAFF,
  cameras: STAFF,
  vehicles: STAFF,
  sites: type('site_placed', 'site_removed'),
  orders: type('order_issued'),
  receipts: type('order_issued', 'order_reassigned'),
  acknowledged: type('order_acknowledged'),
  acknowledgedInTime,
  overdue: type('order_overdue'),
  done: progressed('done'),
  unable: progressed('unable', 'refused'),
  incidents: type('incident_raised'),
  falseAlarms: type('incident_called_false'),
  messages: type('message_sent'),
  viewings: type('viewing_opened'),
};

/** The records that a figure of the report rests on, oldest first. */
export function evidenceOf(figure: Figure, lines: readonly RecordLine[]): RecordLine[] {
  switch (figure.of) {
    case 'count':
      return COUNTS[figure.id](lines);
    case 'cases':
      return type('operation_drafted', 'operation_revised')(lines);
    case 'approvals':
      return type('operation_submitted', 'operation_approved', 'operation_returned')(lines);
    case 'overrides':
      return lines.filter(
        (line) =>
          line.type === 'site_advanced' &&
          Array.isArray(line.body['overrides']) &&
          line.body['overrides'].length > 0,
      );
    case 'site':
      return lines.filter(
        (line) =>
          line.body['siteId'] === figure.siteId ||
          (line.body['site'] as { siteId?: unknown } | undefined)?.siteId === figure.siteId,
      );
    case 'order':
      return lines.filter((line) => line.stream === `order/${figure.orderId}`);
    case 'incident':
      return lines.filter((line) => line.stream === `incident/${figure.incidentId}`);
  }
}
