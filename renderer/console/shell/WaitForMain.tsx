import { useText } from '../use-text.ts';
import { StartFrame } from './StartFrame.tsx';

/** An extra window before anybody signed in at the seat's main one. */
export function WaitForMain() {
  const t = useText();
  return (
    <StartFrame title={t('windows.wait_title')}>
      <p role="status">{t('windows.wait_text')}</p>
    </StartFrame>
  );
}
