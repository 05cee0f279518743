import { useShallow } from 'zustand/react/shallow';
import type { Capability } from '#contracts/capabilities.ts';
import type { Role } from '#contracts/roles.ts';
import { type Incident, isOpen } from '#domain/incident/state.ts';
import type { Operation } from '#domain/operation/state.ts';
import { decideMay } from '#domain/policy/policy.ts';
import { operationSubject, type Subject, unitSubject } from '#domain/policy/subject.ts';
import type { StreamKind, StreamStates } from '#domain/streams.ts';
import type { Unit } from '#domain/unit/state.ts';
import { type Replica, stateOf, statesOf } from '#renderer/client/replica.ts';
import type { ConsoleState } from './console-state.ts';
import { isBelowIn, shortCourtName } from './directory-slice.ts';
import { alarmedUnitIds } from './looks.ts';
import { roleHolds } from './screens.ts';
import { useConsole } from './use-console.ts';

/** All states of a kind, the same array until one of them changes. */
export const useAll = <K extends StreamKind>(kind: K): readonly StreamStates[K][] =>
  useConsole((s) => statesOf(s.replica, kind));

export const useOne = <K extends StreamKind>(
  kind: K,
  id: string | null | undefined,
): StreamStates[K] | undefined => useConsole((s) => (id ? stateOf(s.replica, kind, id) : undefined));

export const unitIn =
  (replica: Replica) =>
  (id: string): Unit | null =>
    stateOf(replica, 'unit', id) ?? null;

/** Looks units up by id; changes only when a unit does. */
export function useUnitOf(): (id: string) => Unit | undefined {
  const units = useConsole((s) => s.replica.kinds['unit']);
  return (id) => (units?.get(id)?.state ?? undefined) as Unit | undefined;
}

export const callSignOf = (unit: Unit | null | undefined): string => unit?.profile.callSign ?? '—';

export function useOpenIncidents(): readonly Incident[] {
  return useConsole(useShallow((s) => statesOf(s.replica, 'incident').filter(isOpen)));
}

export const useAlarmed = (): ReadonlySet<string> => alarmedUnitIds(useOpenIncidents());

export const useRole = (): Role => useConsole((s) => s.session?.caller.role ?? 'operator');
export const useCourtCode = (): string => useConsole((s) => s.session?.caller.courtCode ?? '');

/** Whether the role holds the capability towards anything; keeps useless keys off the screen. */
export const useHolds = (capability: Capability): boolean => roleHolds(useRole(), capability);

export function mayIn(state: ConsoleState, capability: Capability, subject: Subject): boolean {
  return (
    state.session !== null &&
    decideMay(state.session.caller, capability, subject, (code, ancestor) =>
      isBelowIn(state.courts, code, ancestor),
    ).ok
  );
}

/** Whether this seat may do that to this operation, by the same policy that the hub asks. */
export const useMayOperation = (capability: Capability, operation: Operation | undefined): boolean =>
  useConsole(
    (s) => operation !== undefined && mayIn(s, capability, operationSubject(operation, unitIn(s.replica))),
  );

export function mayUnitIn(state: ConsoleState, capability: Capability, unit: Unit): boolean {
  const operation = unit.assignment
    ? (stateOf(state.replica, 'operation', unit.assignment.operationId) ?? null)
    : null;
  return mayIn(state, capability, unitSubject(unit, operation, unitIn(state.replica)));
}

export const useMayUnit = (capability: Capability, unit: Unit | undefined): boolean =>
  useConsole((s) => unit !== undefined && mayUnitIn(s, capability, unit));

export function courtNameIn(state: Pick<ConsoleState, 'courts'>, code: string): string {
  return state.courts.get(code)?.name ?? code;
}

/** Short and long names of courts. */
export function useCourtNames(): { short: (code: string) => string; long: (code: string) => string } {
  const courts = useConsole((s) => s.courts);
  const long = (code: string) => courtNameIn({ courts }, code);
  return { long, short: (code) => shortCourtName(long(code)) };
}
