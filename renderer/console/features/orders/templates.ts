import type { IssueOrder } from '#contracts/order.ts';

/** Orders that are given every day: their words stand in the dictionary under the same id. */
export const TEMPLATES = [
  { id: 'muster', priority: 'routine', replyBySeconds: 120 },
  { id: 'depart', priority: 'routine', replyBySeconds: 60 },
  { id: 'execute', priority: 'routine', replyBySeconds: 60 },
  { id: 'hold', priority: 'urgent', replyBySeconds: 30 },
  { id: 'pull_back', priority: 'flash', replyBySeconds: 20 },
  { id: 'reinforce', priority: 'flash', replyBySeconds: 20 },
  { id: 'roll_call', priority: 'urgent', replyBySeconds: 30 },
  { id: 'return', priority: 'routine', replyBySeconds: 120 },
] as const satisfies readonly { id: string; priority: IssueOrder['priority']; replyBySeconds: number }[];
export type TemplateId = (typeof TEMPLATES)[number]['id'];

export const REPLY_BY = ['10', '20', '30', '60', '120', '300', '600', '1800'] as const;
