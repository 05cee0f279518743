/** Every expected "no", and the HTTP status it travels under. Texts are in renderer/i18n (`errors`). */
export const ERRORS = {
  // shape and transport
  invalid_input: 400,
  unknown_endpoint: 404,
  message_too_large: 413,
  too_many_requests: 429,
  foreign_origin: 403,
  // who asks
  signed_out: 401,
  session_expired: 401,
  wrong_password: 401,
  account_locked: 423,
  account_disabled: 403,
  account_not_active: 403,
  launch_token_wrong: 403,
  enrolment_code_wrong: 403,
  enrolment_code_used: 409,
  enrolment_code_expired: 410,
  device_revoked: 403,
  not_allowed: 403,
  not_your_court: 403,
  not_your_operation: 403,
  supervisor_cannot_order_units: 403,
  same_person: 409,
  last_security_admin: 409,
  // set-up
  already_set_up: 409,
  not_set_up: 409,
  unknown_court: 404,
  login_taken: 409,
  weak_password: 422,
  // things that are not there, or not so
  not_found: 404,
  already_exists: 409,
  illegal_transition: 409,
  gate_open: 409,
  approval_missing: 409,
  not_editable: 409,
  unit_busy: 409,
  unit_unavailable: 409,
  unit_not_enrolled: 409,
  unit_not_assigned: 409,
  site_has_no_team: 409,
  nothing_planned: 409,
  already_answered: 409,
  reason_required: 422,
  disposition_required: 409,
  incident_open: 409,
  floor_taken: 409,
  // the world failed
  /** Said by a page, never by the hub: there was no hub to ask. */
  link_down: 503,
  bad_offer: 422,
  unknown_uplink: 404,
  relay_unavailable: 503,
  store_full: 507,
  store_unavailable: 503,
  busy: 503,
  internal: 500,
} as const;

export type ErrorCode = keyof typeof ERRORS;

export type Refusal = { code: ErrorCode; params?: Record<string, string | number | null> };
export type Result<T> = { ok: true; value: T } | { ok: false; error: Refusal };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });
export const refuse = (code: ErrorCode, params?: Refusal['params']): { ok: false; error: Refusal } => ({
  ok: false,
  error: params ? { code, params } : { code },
});
