import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { FirstScreen } from '../features/start/FirstScreen.tsx';
import { SignInScreen } from '../features/start/SignInScreen.tsx';
import { useApp, useConsole } from '../state/use-console.ts';
import { DrillFrame } from './DrillFrame.tsx';
import { HubDown } from './HubDown.tsx';
import { Opening } from './Opening.tsx';
import { phaseOf } from './phase.ts';
import { Seat } from './Seat.tsx';
import { SideWindow } from './SideWindow.tsx';
import { WaitForMain } from './WaitForMain.tsx';

/** One window of the console, from the first start to the seat. */
export function App() {
  useAppearance();
  return (
    <>
      <Phase />
      <DrillFrame />
    </>
  );
}

function Phase() {
  const { window } = useApp();
  const phase = useConsole(phaseOf);
  if (phase === 'connecting') return <Opening />;
  if (phase === 'hub_down') return <HubDown />;
  if (window !== 'main') return phase === 'seat' ? <SideWindow kind={window} /> : <WaitForMain />;
  if (phase === 'first') return <FirstScreen />;
  return phase === 'sign_in' ? <SignInScreen /> : <Seat />;
}

/** Theme, language and size of the seat, on the page itself. */
function useAppearance() {
  const { window: kind } = useApp();
  const { i18n, t } = useTranslation('console');
  const theme = useConsole((s) => s.layout.theme);
  const language = useConsole((s) => s.layout.language);
  const scale = useConsole((s) => s.layout.scale);
  useEffect(() => {
    const page = document.documentElement;
    if (page.dataset['theme'] !== theme) page.dataset['theme'] = theme;
    // One root scale: every size of the page is in rem.
    page.style.fontSize = scale === 100 ? '' : `${scale}%`;
  }, [theme, scale]);
  useEffect(() => {
    void i18n.changeLanguage(language);
    document.documentElement.lang = language;
  }, [i18n, language]);
  useEffect(() => {
    document.title = kind === 'main' ? t('app.title') : `${t('app.name')} · ${t(`windows.${kind}`)}`;
  }, [t, kind]);
}
