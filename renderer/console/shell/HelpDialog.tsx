import { Dialog } from '#renderer/ui/Dialog.tsx';
import { VERBS } from '../features/command-line/vocabulary.ts';
import { useText } from '../use-text.ts';
import styles from './HelpDialog.module.css';

/** `does`: key of `console:hotkeys.does`. The keys themselves are the same in every language. */
const KEYS = {
  anywhere: [
    ['Ctrl+K /', 'line'],
    ['?', 'help'],
    ['Alt+1…9', 'screens'],
    ['F6 Shift+F6', 'parts'],
    ['Ctrl+1…5', 'boards'],
    ['Space', 'talk'],
    ['F9', 'talk_all'],
    ['Esc', 'unpick'],
  ],
  situation: [
    ['N', 'order'],
    ['M', 'message'],
    ['V', 'video'],
    ['G', 'locate_picked'],
  ],
  table: [
    ['↑ ↓', 'rows'],
    ['Enter', 'open_row'],
    ['Space', 'mark_row'],
    ['← → ↑ ↓', 'splitter'],
  ],
  alarm: [
    ['F8', 'desk'],
    ['L', 'locate'],
    ['F12', 'withdraw'],
  ],
} as const;

/** All keys, and all commands of the command line. */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  return (
    <Dialog title={t('hotkeys.title')} closeLabel={t('common.close')} onClose={onClose} size="xl">
      <div className={styles.columns}>
        <div className={styles.keys}>
          {(Object.keys(KEYS) as (keyof typeof KEYS)[]).map((group) => (
            <section key={group}>
              <h3>{t(`hotkeys.group.${group}`)}</h3>
              <dl>
                {KEYS[group].map(([keys, does]) => (
                  <div key={does}>
                    <dt>
                      <kbd>{keys.replace('Space', t('talk.space'))}</kbd>
                    </dt>
                    <dd>{t(`hotkeys.does.${does}`)}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
        <section>
          <h3>{t('line.help')}</h3>
          <p className={styles.intro}>{t('line.help_intro')}</p>
          <table className={styles.verbs}>
            <tbody>
              {VERBS.map((verb) => (
                <tr key={verb}>
                  <td>
                    <kbd>{t(`line.verbs.${verb}.words`)}</kbd>
                  </td>
                  <td>{t(`line.verbs.${verb}.args`)}</td>
                  <td>{t(`line.verbs.${verb}.does`)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className={styles.intro}>
            {t('line.help_example')} <kbd>{t('line.example.dispatch')}</kbd> ·{' '}
            <kbd>{t('line.example.order')}</kbd>
          </p>
        </section>
      </div>
    </Dialog>
  );
}
