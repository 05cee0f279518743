import { lazy, type ReactNode, Suspense } from 'react';
import { ListState } from '#renderer/ui/ListState.tsx';
import { AlarmsScreen } from '../features/alarms/AlarmsScreen.tsx';
import { MessagesScreen } from '../features/messages/MessagesScreen.tsx';
import { OrdersScreen } from '../features/orders/OrdersScreen.tsx';
import { SituationScreen } from '../features/situation/SituationScreen.tsx';
import { VideoScreen } from '../features/video/VideoScreen.tsx';
import type { ScreenId } from '../state/screens.ts';
import { screensOf } from '../state/screens.ts';
import { useConsole } from '../state/use-console.ts';
import { useRole } from '../state/use-domain.ts';
import { useText } from '../use-text.ts';
import { PanelGuard } from './PanelGuard.tsx';
import styles from './Seat.module.css';

// What is not needed in the first minute of a shift is not loaded in it either.
const OperationsScreen = lazy(async () => ({
  default: (await import('../features/operations/OperationsScreen.tsx')).OperationsScreen,
}));
const UnitsScreen = lazy(async () => ({
  default: (await import('../features/units/UnitsScreen.tsx')).UnitsScreen,
}));
const AccountsScreen = lazy(async () => ({
  default: (await import('../features/accounts/AccountsScreen.tsx')).AccountsScreen,
}));
const AuditScreen = lazy(async () => ({
  default: (await import('../features/audit/AuditScreen.tsx')).AuditScreen,
}));
const ReportScreen = lazy(async () => ({
  default: (await import('../features/report/ReportScreen.tsx')).ReportScreen,
}));

const OTHERS: Record<Exclude<ScreenId, 'situation'>, () => ReactNode> = {
  operations: () => <OperationsScreen />,
  orders: () => <OrdersScreen />,
  alarms: () => <AlarmsScreen />,
  video: () => <VideoScreen />,
  messages: () => <MessagesScreen />,
  units: () => <UnitsScreen />,
  accounts: () => <AccountsScreen />,
  audit: () => <AuditScreen />,
  report: () => <ReportScreen />,
};

/** The screen that was chosen. The situation stays drawn behind the others, so that the map is there at once on return. */
export function Screens() {
  const t = useText();
  const screen = useConsole((s) => s.screen);
  const sees = screensOf(useRole()).includes('situation');
  return (
    <main className={styles.screen}>
      {sees && (
        <div className={styles.screen} hidden={screen !== 'situation'}>
          <SituationScreen />
        </div>
      )}
      {screen !== 'situation' && (
        <PanelGuard key={screen} part="screen" className={styles.screen}>
          <Suspense fallback={<ListState kind="loading" text={t('app.loading')} />}>
            {OTHERS[screen]()}
          </Suspense>
        </PanelGuard>
      )}
    </main>
  );
}
