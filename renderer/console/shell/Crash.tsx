import { Component, type ReactNode } from 'react';
import { useText } from '../use-text.ts';
import { Button } from '#renderer/ui/Button.tsx';
import styles from './StartFrame.module.css';

/** The last net below the page: whatever broke outside a panel ends here and not in a white window. */
export class Crash extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? <Failed /> : this.props.children;
  }
}

function Failed() {
  const t = useText();
  return (
    <main className={styles.frame} role="alert">
      <div className={styles.box}>
        <h1>{t('crash.title')}</h1>
        <p>{t('crash.text')}</p>
        <Button tone="primary" size="l" autoFocus onClick={() => location.reload()}>
          {t('crash.reload')}
        </Button>
      </div>
    </main>
  );
}
