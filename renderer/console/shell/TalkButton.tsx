import { HoldButton } from '#renderer/ui/HoldButton.tsx';
import { useTalkState } from '../media/use-media.ts';
import { useApp } from '../state/use-console.ts';
import { useHolds } from '../state/use-domain.ts';
import { useTargetNames } from '../features/orders/use-target-names.ts';
import { useText } from '../use-text.ts';

type Props = {
  unitIds: readonly string[];
  operationId: string | null;
  disabled?: boolean;
  /** Stands before the targets: 「对讲」 when left out. */ word?: string;
  shortcut?: string;
};

const same = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((id) => b.includes(id));

/** Held down to speak to these units, by mouse, Enter or Space. What becomes of it is said beside the command line (TalkStatus). */
export function TalkButton({ unitIds, operationId, disabled = false, word, shortcut }: Props) {
  const t = useText();
  const { talk } = useApp();
  const state = useTalkState();
  const names = useTargetNames();
  if (!useHolds('av.talk')) return null;
  const here = state.phase !== 'idle' && same(state.unitIds, unitIds);
  const target = names(unitIds);
  return (
    <HoldButton
      active={here && state.phase === 'speaking'}
      disabled={disabled || unitIds.length === 0}
      label={unitIds.length === 0 ? t('talk.nobody') : t('talk.hold_to', { target })}
      {...(shortcut === undefined ? {} : { shortcut })}
      onDown={() => talk.press(unitIds, operationId)}
      onUp={() => talk.release()}
    >
      {word ?? t('talk.talk')}
    </HoldButton>
  );
}
