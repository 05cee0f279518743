import type { ViewingEvent } from '#contracts/media.ts';
import type { Fold } from '../fold.ts';

/** Who looked at or spoke to whom, and for how long; never edited, seen in the timeline and by the auditor. */
export type Viewing = {
  viewId: string;
  unitIds: string[];
  courtCode: string;
  operationId: string | null;
  openedAt: string;
  closedAt: string | null;
};

export const viewingFold: Fold<Viewing, ViewingEvent> = {
  evolve: (viewing, event) => {
    if (event.type === 'viewing_opened') {
      return {
        viewId: event.viewId,
        unitIds: [event.unitId],
        courtCode: event.courtCode,
        operationId: event.operationId,
        openedAt: event.at,
        closedAt: null,
      };
    }
    if (event.type === 'record_opened') {
      const { viewId, courtCode, operationId, at } = event;
      const unitIds = event.unitId === null ? [] : [event.unitId];
      return { viewId, unitIds, courtCode, operationId, openedAt: at, closedAt: at };
    }
    if (event.type === 'talk_spoken') {
      return {
        viewId: event.viewId,
        unitIds: event.unitIds,
        courtCode: event.courtCode,
        operationId: event.operationId,
        openedAt: event.at,
        closedAt: event.at,
      };
    }
    return viewing && event.type === 'viewing_closed' ? { ...viewing, closedAt: event.at } : viewing;
  },
};
