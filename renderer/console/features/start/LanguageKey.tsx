import { Button } from '#renderer/ui/Button.tsx';
import { useConsole } from '../../state/use-console.ts';
import { useText } from '../../use-text.ts';

/** To the other language before anybody signed in; named in that language, for whoever cannot read this one. */
export function LanguageKey() {
  const t = useText();
  const language = useConsole((s) => s.layout.language);
  const setLayout = useConsole((s) => s.setLayout);
  const other = language === 'zh-CN' ? 'en' : 'zh-CN';
  return (
    <Button size="s" tone="quiet" lang={other} onClick={() => setLayout({ language: other })}>
      {t(other === 'en' ? 'menu.language_en' : 'menu.language_zh')}
    </Button>
  );
}
