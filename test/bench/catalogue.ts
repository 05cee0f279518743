import type { Figure } from './figure.ts';

/** What a figure should be, as the readme of the project promises it; shown beside the figure, never asserted. */
export type Goal = { of: 'value' | 'ratio'; is: 'at least' | 'at most'; limit: number };

/** Figures that are measured together, because they share their set-up. */
export type Group = { goals: Readonly<Record<string, Goal | null>>; measure: () => Promise<Figure[]> };

const least = (of: Goal['of'], limit: number): Goal => ({ of, is: 'at least', limit });
const most = (of: Goal['of'], limit: number): Goal => ({ of, is: 'at most', limit });

/** Every figure by its name. Loaded when asked for: a run of one figure does not need what the others stand on. */
export const CATALOGUE: readonly Group[] = [
  {
    goals: { durable_commands_1: least('ratio', 0.25), durable_commands_32: least('ratio', 0.5) },
    measure: async () => (await import('./durable-commands.ts')).measureDurableCommands(),
  },
  {
    goals: { order_receipt_p50: most('ratio', 3), order_receipt_p99: null },
    measure: async () => (await import('./order-receipt.ts')).measureOrderReceipt(),
  },
  { goals: { sos_p99: most('value', 300) }, measure: async () => (await import('./sos.ts')).measureSos() },
  {
    goals: { oldest_position_1000_p95: most('value', 0.5) },
    measure: async () => (await import('./oldest-position.ts')).measureOldestPosition(),
  },
  {
    goals: {
      relay_lost_10: most('value', 0),
      relay_cpu_per_mbit_10: null,
      relay_added_latency_p95: most('value', 33),
      relay_first_frame_p95: most('value', 1_000),
    },
    measure: async () => (await import('./relay.ts')).relayFigures(),
  },
  {
    goals: { console_ready: null },
    measure: async () => (await import('./console-ready.ts')).measureConsoleReady(),
  },
];

export const goalOf = (name: string): Goal | null =>
  CATALOGUE.find(({ goals }) => name in goals)?.goals[name] ?? null;

/** Null where there is no goal, or nothing to compare with it. */
export function meets({ value, ratio }: Figure, goal: Goal | null): boolean | null {
  const measured = goal?.of === 'ratio' ? ratio : value;
  if (goal === null || measured === null) return null;
  return goal.is === 'at least' ? measured >= goal.limit : measured <= goal.limit;
}

/**
 * The groups behind these names, each once and in the catalogue's order; all for none.
 * @returns the names nobody knows, when there are any.
 */
export function groupsOf(names: readonly string[]): { groups: readonly Group[] } | { unknown: string[] } {
  const known = CATALOGUE.flatMap(({ goals }) => Object.keys(goals));
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) return { unknown };
  return {
    groups:
      names.length === 0 ? CATALOGUE : CATALOGUE.filter(({ goals }) => names.some((name) => name in goals)),
  };
}
