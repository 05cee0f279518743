import { Age } from '#renderer/ui/Age.tsx';
import { age, clockTime } from '../../format.ts';
import { fixLook } from '../../state/looks.ts';
import { useConsole, useHubNow } from '../../state/use-console.ts';
import { useText } from '../../use-text.ts';

/** How old a unit's last position is; a position is never shown without it. */
export function FixAge({ unitId }: { unitId: string }) {
  const t = useText();
  const at = useConsole((s) => s.fixTimes.get(unitId));
  const now = useHubNow();
  if (at === undefined)
    return <Age look="none" text={t('common.none')} title={t('situation:detail.fix_none')} />;
  const ms = Math.max(0, now - at);
  return <Age look={fixLook(ms)} text={age(t, ms)} title={clockTime(at)} />;
}
