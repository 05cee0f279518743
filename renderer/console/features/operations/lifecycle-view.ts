import type { OperationState } from '#contracts/operation.ts';
import type { Role } from '#contracts/roles.ts';
import { nextStates, transition } from '#domain/operation/lifecycle.ts';
import { type Operation, operationState, type Site } from '#domain/operation/state.ts';

/** How a step is asked for before it is made. */
export type StepAsk =
  /** at once */
  | 'none'
  /** the departure gate is shown first */
  | 'gate'
  /** once more, with room for a reason */
  | 'confirm'
  /** once more, with a reason that must be given */
  | 'reason'
  /** the withdrawal dialog: asks once, never blocks (R61) */
  | 'withdraw';

/** States that a step leads to; those before the approval are reached by other commands. */
export const STEP_TARGETS = [
  'mustering',
  'en_route',
  'on_scene',
  'executing',
  'wrap_up',
  'incident',
  'suspended',
  'withdrawn',
  'reporting',
  'closed',
  'archived',
] as const;
export type StepTarget = (typeof STEP_TARGETS)[number];
const isTarget = (state: OperationState): state is StepTarget =>
  (STEP_TARGETS as readonly OperationState[]).includes(state);

export type Step = { to: StepTarget; ask: StepAsk; /** 恢复 rather than a first time. */ resume: boolean };

/** `duty_chief` and `commander` command from a seat; the on-scene commander does so on his phone. */
const COMMANDING: readonly Role[] = ['duty_chief', 'commander'];
export const commandsFromSeat = (role: Role): boolean => COMMANDING.includes(role);

/** Steps that cannot be taken back are asked once more. */
const FINAL: readonly OperationState[] = ['wrap_up', 'incident', 'reporting', 'closed', 'archived'];

const askOf = (level: 'operation' | 'site', from: OperationState, to: StepTarget): StepAsk => {
  if (to === 'withdrawn') return 'withdraw';
  if (to === 'suspended') return 'reason';
  if (transition(level, from, to)?.gated) return 'gate';
  return FINAL.includes(to) ? 'confirm' : 'none';
};

/** What this role may do with the site now, as the lifecycle table lists it: forward first, the withdrawal last. */
export function siteSteps(
  operation: Operation,
  site: Site,
  may: { advance: boolean; withdraw: boolean; role: Role },
): Step[] {
  if (operation.phase !== 'approved') return [];
  return nextStates('site', site.state, site.resumeTo)
    .filter((to) => {
      if (to === 'withdrawn') return may.withdraw;
      return (
        may.advance && (transition('site', site.state, to)?.authority === 'any' || commandsFromSeat(may.role))
      );
    })
    .filter(isTarget)
    .map((to) => ({
      to,
      ask: askOf('site', site.state, to),
      resume: ['suspended', 'incident'].includes(site.state) && to !== 'withdrawn',
    }))
    .sort((a, b) => STEP_TARGETS.indexOf(a.to) - STEP_TARGETS.indexOf(b.to));
}

/** 待总结, 办结, 归档: the steps of the whole operation that a commanding role may make now. */
export function wholeSteps(operation: Operation, may: { advance: boolean; role: Role }): Step[] {
  if (!may.advance || !commandsFromSeat(may.role)) return [];
  const from = operationState(operation);
  return nextStates('operation', from)
    .filter(isTarget)
    .filter((to) => ['reporting', 'closed', 'archived'].includes(to))
    .map((to) => ({ to, ask: askOf('operation', from, to), resume: false }));
}

/** The step forward, drawn as the main one. */
export const isForward = ({ to }: Step): boolean =>
  to !== 'suspended' && to !== 'incident' && to !== 'withdrawn';

/** The way of a site when nothing comes between. */
const WAY: readonly OperationState[] = [
  'approved',
  'mustering',
  'en_route',
  'on_scene',
  'executing',
  'wrap_up',
];

export type Milestone = { state: OperationState; at: string | null; place: 'past' | 'now' | 'ahead' };

/** The way of a site with the time each milestone was first reached; what lies off the way is in `site.times`. */
export function milestones(operation: Operation, site: Site): Milestone[] {
  const reached = (state: OperationState): string | null =>
    state === 'approved'
      ? (operation.approvals.at(-1)?.at ?? null)
      : (site.times.find((time) => time.state === state)?.at ?? null);
  const furthest = WAY.findLastIndex((state) => reached(state) !== null);
  return WAY.map((state, index) => {
    const isNow = operation.phase === 'approved' && state === site.state;
    return { state, at: reached(state), place: isNow ? 'now' : index <= furthest ? 'past' : 'ahead' };
  });
}
