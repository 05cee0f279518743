import { callSignOf, useUnitOf } from '../../state/use-domain.ts';

/** Call signs grouped as they are spoken: A1-01, A1-02, BLF-3 → 「A1×2 BLF-3」; more than four groups are counted. */
export function groupCallSigns(callSigns: readonly string[]): string {
  const groups = new Map<string, string[]>();
  for (const callSign of callSigns) {
    const prefix = /^(.+)-\d+$/.exec(callSign)?.[1] ?? callSign;
    groups.set(prefix, [...(groups.get(prefix) ?? []), callSign]);
  }
  const words = [...groups].map(([prefix, members]) =>
    members.length === 1 ? members[0]! : `${prefix}×${members.length}`,
  );
  return words.length <= 4 ? words.join(' ') : `${words.slice(0, 3).join(' ')} +${words.length - 3}`;
}

export function useTargetNames(): (unitIds: readonly string[]) => string {
  const unitOf = useUnitOf();
  return (unitIds) => groupCallSigns(unitIds.map((id) => callSignOf(unitOf(id))));
}
