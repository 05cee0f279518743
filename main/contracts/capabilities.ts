/**
 * What a caller may do, row by row of DOMAIN §2.5. An endpoint names one of these; `main/domain/policy` says which
 * role holds it and how far it reaches.
 */
export const CAPABILITIES = [
  'situation.see',
  'operation.draft',
  'operation.approve',
  'operation.advance',
  'operation.withdraw',
  'order.issue',
  'order.execute',
  'av.open',
  'av.talk',
  'incident.raise',
  'incident.handle',
  'incident.grade',
  'incident.review',
  'police.call',
  'message.send',
  'roster.manage',
  'roster.enrol',
  'account.propose',
  'account.grant',
  'account.read',
  'report.read',
  'record.read',
  'audit.read',
  'record.verify',
  'field.act',
] as const;
export type Capability = (typeof CAPABILITIES)[number];
