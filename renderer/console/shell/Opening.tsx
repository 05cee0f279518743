import { useText } from '../use-text.ts';
import { StartFrame } from './StartFrame.tsx';

/** Before there is anything to ask: the embedded hub is still starting. */
export function Opening() {
  const t = useText();
  return (
    <StartFrame title={t('start:hub_down.checking')}>
      <p role="status" aria-busy="true">
        {t('app.loading')}
      </p>
    </StartFrame>
  );
}
