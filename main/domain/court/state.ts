import type { CourtEvent } from '#contracts/session.ts';
import type { Fold } from '../fold.ts';

/** The court whose hub this is. */
export type FoundedCourt = { courtCode: string; courtName: string; drill: boolean; foundedAt: string };

export const courtFold: Fold<FoundedCourt, CourtEvent> = {
  evolve: (court, event) =>
    event.type === 'court_founded'
      ? { courtCode: event.courtCode, courtName: event.courtName, drill: event.drill, foundedAt: event.at }
      : court,
};
