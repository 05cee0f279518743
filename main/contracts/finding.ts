import { z } from 'zod';

/** Modes of DOMAIN §3: BLOCK has no override, GATE has one by the named authority with a reason, WARN only tells. */
export const FINDING_MODES = ['BLOCK', 'GATE', 'WARN'] as const;

/** One check of one rule against one thing, with what the screen needs to explain it. */
export const Finding = z.looseObject({
  ruleId: z.string(),
  mode: z.enum(FINDING_MODES),
  siteId: z.string().nullable(),
  met: z.boolean(),
  /** i18n key below `rules.<ruleId>`; the figures fill its placeholders. */
  figures: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Article or clause that the rule rests on, as shown to the operator. */
  source: z.string(),
});
export type Finding = z.infer<typeof Finding>;
