import type { Unit } from '#domain/unit/state.ts';
import { StatusMark } from '#renderer/ui/StatusMark.tsx';
import { UNIT_MARK, unitLook } from '../../state/looks.ts';
import { useConsole } from '../../state/use-console.ts';
import { useAlarmed } from '../../state/use-domain.ts';
import { useText } from '../../use-text.ts';

/** A unit's state as the whole product draws it. */
export function UnitMark({ unit }: { unit: Unit }) {
  const t = useText();
  const alarmed = useAlarmed();
  const presence = useConsole((s) => s.presence.get(unit.unitId));
  const look = unitLook(unit, alarmed, presence);
  return (
    <StatusMark
      {...UNIT_MARK[look]}
      letter={t(`terms:unit_look_letter.${look}`)}
      label={t(`terms:unit_look.${look}`)}
    />
  );
}
