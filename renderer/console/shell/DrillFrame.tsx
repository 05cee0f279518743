import { useConsole } from '../state/use-console.ts';
import { useText } from '../use-text.ts';
import styles from './DrillFrame.module.css';

/** A frame that nothing covers, around every window of a drill. */
export function DrillFrame() {
  const t = useText();
  const drill = useConsole((s) => s.setup?.drill ?? false);
  return drill ? <div className={styles.frame} role="img" aria-label={t('drill.frame')} /> : null;
}
