import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { DismissedScreen } from '../features/enrol/DismissedScreen.tsx';
import { EnrolScreen } from '../features/enrol/EnrolScreen.tsx';
import { useField } from './field-context.ts';
import { Home } from './Home.tsx';

type Props = { enrolmentCode: string | null };

export function App({ enrolmentCode }: Props) {
  const phase = useField((s) => s.phase);
  const theme = useField((s) => s.preferences.theme);
  const language = useField((s) => s.preferences.language);
  const { i18n, t } = useTranslation('field');
  useEffect(() => {
    const light = matchMedia('(prefers-color-scheme: light)');
    const apply = () => {
      document.documentElement.dataset['theme'] =
        theme === 'auto' ? (light.matches ? 'sunlight' : 'dark') : theme;
    };
    apply();
    light.addEventListener('change', apply);
    return () => light.removeEventListener('change', apply);
  }, [theme]);
  useEffect(() => {
    void i18n.changeLanguage(language);
    document.documentElement.lang = language;
  }, [i18n, language]);
  useEffect(() => {
    document.title = t('app.name');
  }, [t]);
  if (phase === 'enrol') return <EnrolScreen code={enrolmentCode} />;
  return phase === 'dismissed' ? <DismissedScreen /> : <Home />;
}
