import type { UplinkInfo } from '#contracts/media.ts';
import { unitSubject } from '#domain/policy/subject.ts';
import type { HubContext } from '../hub-context.ts';
import type { UplinkReport } from '../ports.ts';
import type { Line } from '../sync/lines.ts';

/** The latest of every uplink, told to those lines that may look at the unit. */
export type UplinkBoard = {
  take: (reports: readonly UplinkReport[]) => void;
  isOpen: (uplinkId: string) => boolean;
  /** All of them, when a line opens or may see more than before. */
  tellAll: (line: Line) => void;
  forgetRights: () => void;
};

const UNIT = 'unit/';

export function createUplinkBoard({ lines, world, lookup, may }: HubContext): UplinkBoard {
  const board = new Map<string, UplinkReport>();
  // Reports come every second for every camera; the policy is asked once for a line and a unit.
  let rights = new WeakMap<Line, Map<string, boolean>>();

  function maySee(line: Line, unitId: string): boolean {
    const known = rights.get(line) ?? new Map<string, boolean>();
    rights.set(line, known);
    const kept = known.get(unitId);
    if (kept !== undefined) return kept;
    const unit = world.get('unit', unitId);
    const operation = world.get('operation', unit?.assignment?.operationId ?? null);
    const allowed =
      unit !== null && may(line.caller, 'av.open', unitSubject(unit, operation, lookup.unit)).ok;
    known.set(unitId, allowed);
    return allowed;
  }

  function tell(line: Line, reports: Iterable<UplinkReport>) {
    const uplinks: UplinkInfo[] = [];
    for (const { uplinkId, ...report } of reports) {
      const unitId = uplinkId.slice(UNIT.length);
      if (uplinkId.startsWith(UNIT) && maySee(line, unitId)) uplinks.push({ unitId, ...report });
    }
    if (uplinks.length > 0) line.send({ t: 'uplinks', uplinks });
  }

  return {
    take(reports) {
      for (const report of reports) {
        if (report.state === 'closed') board.delete(report.uplinkId);
        else board.set(report.uplinkId, report);
      }
      for (const line of lines.all()) tell(line, reports);
    },
    isOpen: (uplinkId) => board.has(uplinkId),
    tellAll: (line) => tell(line, board.values()),
    forgetRights() {
      rights = new WeakMap();
    },
  };
}
