import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { statesOf } from '#renderer/client/replica.ts';
import { CameraTab } from '../features/camera/CameraTab.tsx';
import { MessagesTab } from '../features/messages/MessagesTab.tsx';
import { OrdersTab } from '../features/orders/OrdersTab.tsx';
import { SosCountdown } from '../features/sos/SosCountdown.tsx';
import { SosKey } from '../features/sos/SosKey.tsx';
import { StatusKeys } from '../features/status/StatusKeys.tsx';
import { TalkKey } from '../features/talk/TalkKey.tsx';
import { TaskTab } from '../features/task/TaskTab.tsx';
import { awaitsMe, isUnread, ownMessages, ownOrders } from '../state/own.ts';
import { Banners } from './Banners.tsx';
import { useField } from './field-context.ts';
import { NewOrder } from './NewOrder.tsx';
import { TopBar } from './TopBar.tsx';
import { useMessageDelivery } from './use-message-delivery.ts';
import styles from './Home.module.css';

const TABS = ['task', 'orders', 'camera', 'messages'] as const;
type Tab = (typeof TABS)[number];

/** The page on duty: banners on top, one tab, and the keys that a thumb must find blindly at the bottom. */
export function Home() {
  const { t } = useTranslation('field');
  const [tab, setTab] = useState<Tab>('task');
  const unanswered = useField(
    (s) => ownOrders(statesOf(s.replica, 'order'), s.identity?.unitId ?? '').filter(awaitsMe).length,
  );
  const unread = useField((s) => {
    const me = s.identity?.unitId ?? '';
    return ownMessages(statesOf(s.replica, 'message'), me).filter((message) => isUnread(message, me)).length;
  });
  useMessageDelivery();
  const counts: Record<Tab, number> = { task: 0, orders: unanswered, camera: 0, messages: unread };
  return (
    <div className={styles.page}>
      <TopBar />
      <Banners />
      <main className={styles.main} id="tab" role="tabpanel" aria-label={t(`tabs.${tab}`)}>
        <NewOrder shown={tab !== 'orders'} />
        {tab === 'task' && <TaskTab />}
        {tab === 'orders' && <OrdersTab />}
        {tab === 'camera' && <CameraTab />}
        {tab === 'messages' && <MessagesTab />}
      </main>
      <footer className={styles.keys}>
        <SosKey />
        <TalkKey />
        <StatusKeys />
      </footer>
      <nav className={styles.tabs} role="tablist" aria-label={t('tabs.label')}>
        {TABS.map((each) => (
          <button
            key={each}
            role="tab"
            aria-selected={tab === each}
            aria-controls="tab"
            className={styles.tab}
            onClick={() => setTab(each)}
          >
            {t(`tabs.${each}`)}
            {counts[each] > 0 && <b className={styles.count}>{counts[each]}</b>}
          </button>
        ))}
      </nav>
      <SosCountdown />
    </div>
  );
}
