/**
 * The figures of this rule set. [K] figures of the requirements are defaults, never shown as law. A changed figure is a
 * new version; an operation keeps the version it was planned under.
 */
export const RULE_SET_VERSION = '2026-11.1';

export const RULE_FIGURES = {
  /** R03: certified officers a site (general practice, no statute found). */
  officersPerSite: 2,
  /** R11: cameras that record at once at a site of an on-scene measure. */
  camerasAtOnce: 2,
  /** R08: working days between the police request and the operation (local rule). */
  policeRequestDays: 3,
  /** R63: seconds until an unconfirmed alarm goes to the duty chief, then to the higher court [K]. */
  sosConfirmSeconds: 30,
  sosEscalateDutyChiefSeconds: 60,
  sosEscalateSupervisorSeconds: 180,
  /** R14: an hour (Beijing) from or before which a start counts as night. */
  nightFromHour: 22,
  nightToHour: 6,
} as const;
