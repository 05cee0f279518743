import type { OperationState } from '#contracts/operation.ts';

/** Who may make the step, besides holding the endpoint's capability. */
export type Authority =
  /** any holder of the capability */
  | 'any'
  /** the court's duty chief or commander, or the site's on-scene commander */
  | 'commanding';

export type Transition = {
  level: 'operation' | 'site';
  from: OperationState;
  to: OperationState;
  authority: Authority;
  /** The departure gate is asked before this step. */
  gated: boolean;
};

const row = (
  level: Transition['level'],
  from: OperationState,
  to: OperationState,
  authority: Authority = 'any',
  gated = false,
): Transition => ({
  level,
  from,
  to,
  authority,
  gated,
});

/**
 * Every legal step of an operation (DOMAIN §2.3); what is not listed is refused. Withdrawal out of an incident and out
 * of a suspension is listed because personal safety comes first (R61).
 */
export const TRANSITIONS: readonly Transition[] = [
  row('operation', 'draft', 'assessed'),
  row('operation', 'assessed', 'assessed'),
  row('operation', 'assessed', 'pending'),
  row('operation', 'pending', 'approved'),
  row('operation', 'pending', 'returned'),
  row('operation', 'returned', 'draft'),
  ...(['draft', 'assessed', 'pending', 'returned'] as const).map((from) =>
    row('operation', from, 'cancelled'),
  ),
  row('operation', 'wrap_up', 'reporting', 'commanding'),
  row('operation', 'reporting', 'closed', 'commanding'),
  row('operation', 'closed', 'archived', 'commanding'),

  row('site', 'approved', 'mustering'),
  row('site', 'mustering', 'en_route', 'any', true),
  row('site', 'en_route', 'on_scene'),
  row('site', 'on_scene', 'executing'),
  row('site', 'executing', 'incident'),
  row('site', 'incident', 'executing', 'commanding'),
  row('site', 'executing', 'wrap_up'),
  ...(['en_route', 'on_scene', 'executing'] as const).flatMap((state) => [
    row('site', state, 'suspended', 'commanding'),
    row('site', 'suspended', state, 'commanding'),
  ]),
  ...(['en_route', 'on_scene', 'executing', 'incident', 'suspended'] as const).map((from) =>
    row('site', from, 'withdrawn', 'commanding'),
  ),
  row('site', 'withdrawn', 'wrap_up'),
];

export const transition = (
  level: Transition['level'],
  from: OperationState,
  to: OperationState,
): Transition | undefined => TRANSITIONS.find((t) => t.level === level && t.from === from && t.to === to);

/** Where one may go from here; a suspended site goes back only to where it came from. */
export const nextStates = (
  level: Transition['level'],
  from: OperationState,
  resumeTo: OperationState | null = null,
): OperationState[] =>
  TRANSITIONS.filter((t) => t.level === level && t.from === from)
    .map((t) => t.to)
    .filter((to) => from !== 'suspended' || to === 'withdrawn' || to === resumeTo);
