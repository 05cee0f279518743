import { useShallow } from 'zustand/react/shallow';
import { CommandLine } from '../features/command-line/CommandLine.tsx';
import { useTargetNames } from '../features/orders/use-target-names.ts';
import { everybody, talkTargets } from '../media/talk-targets.ts';
import { useConsole } from '../state/use-console.ts';
import { useHolds } from '../state/use-domain.ts';
import { useText } from '../use-text.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { TalkButton } from './TalkButton.tsx';
import { TalkStatus } from './TalkStatus.tsx';
import styles from './CommandBar.module.css';

/** At the foot of the seat: the command line, and the two talk keys. */
export function CommandBar({ onHelp }: { onHelp: () => void }) {
  const t = useText();
  const names = useTargetNames();
  const talks = useHolds('av.talk');
  const to = useConsole(useShallow((s) => talkTargets(s).unitIds));
  const toOperation = useConsole((s) => talkTargets(s).operationId);
  const all = useConsole(useShallow((s) => everybody(s).unitIds));
  const operationId = useConsole((s) => s.operationId);
  return (
    <footer className={styles.bar} data-part="line">
      <CommandLine onHelp={onHelp} />
      <TalkStatus />
      {talks && (
        <>
          <TalkButton
            unitIds={to}
            operationId={toOperation}
            word={to.length === 0 ? t('talk.talk') : `${t('talk.talk')} ${names(to)}`}
            shortcut={t('talk.space')}
          />
          <TalkButton unitIds={all} operationId={operationId} word={t('talk.all')} shortcut="F9" />
        </>
      )}
      <Button tone="quiet" shortcut="?" onClick={onHelp}>
        {t('hotkeys.open')}
      </Button>
    </footer>
  );
}
