import { z } from 'zod';

/** Ids are UUID v7, made by whoever first speaks of the thing: the page, the field device or the hub. */
export const CommandId = z.uuidv7();
export const AccountId = z.uuidv7();
export const UnitId = z.uuidv7();
export const OperationId = z.uuidv7();
export const SiteId = z.uuidv7();
export const TeamId = z.uuidv7();
export const CaseId = z.uuidv7();
export const DocumentId = z.uuidv7();
export const OrderId = z.uuidv7();
export const IncidentId = z.uuidv7();
export const MessageId = z.uuidv7();
export const ViewId = z.uuidv7();

/** Code of a court in the directory (resources/courts.json). */
export const CourtCode = z.string().regex(/^[A-Z0-9]{2,12}$/);

/** UTC, RFC 3339, always `Z`. */
export const Instant = z.iso.datetime();

/** WGS-84 degrees. */
export const Lng = z.number().min(-180).max(180);
export const Lat = z.number().min(-90).max(90);
export const Position = z.strictObject({ lng: Lng, lat: Lat });
export type Position = z.infer<typeof Position>;

/**
 * What a person typed, perhaps nothing: trimmed, at most `max` characters, no control characters, and no half of a
 * character (a lone surrogate does not survive UTF-8, so its hash would not stand).
 */
export const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .refine((typed) => typed.isWellFormed() && !CONTROL.test(typed));
// Tab and line ends may stay.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/** The same, and not empty. */
export const line = (max: number) => text(max).min(1);
