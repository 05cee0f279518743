import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { createMemoryStore, type DeviceStore, openDeviceStore } from '#renderer/client/device-store.ts';
import { openUplink } from '#renderer/client/media/open-uplink.ts';
import './field.css';
import { TrustGuide } from './features/enrol/TrustGuide.tsx';
import { i18n } from './i18n.ts';
import { App } from './shell/App.tsx';
import { FieldContext } from './shell/field-context.ts';
import { watchInstall } from './shell/install.ts';
import { registerServiceWorker } from './shell/register-service-worker.ts';
import { openFieldApp } from './state/field-app.ts';
import { takeEnrolmentCode } from './state/identity.ts';

const container = document.querySelector('#root');
if (!container) throw new Error('field.html has no #root');
const root = createRoot(container);

/** A private window may keep nothing; the page then works until it is closed. */
async function openDevice(): Promise<DeviceStore> {
  try {
    return await openDeviceStore('hengling-field');
  } catch (cause) {
    console.warn('the browser keeps nothing for this page', { cause: String(cause) });
    return createMemoryStore();
  }
}

async function start() {
  watchInstall(window);
  const enrolmentCode = takeEnrolmentCode(window);
  const app = await openFieldApp({
    device: await openDevice(),
    url: location.origin,
    page: window,
    openUplink,
  });
  registerServiceWorker(() => app.store.setState({ updateReady: true }));
  window.addEventListener('online', () => app.wake());
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && app.wake());
  window.addEventListener('pagehide', () => {
    app.sos.leave();
    app.keep();
  });
  root.render(
    <I18nextProvider i18n={i18n}>
      <FieldContext value={app}>
        <App enrolmentCode={enrolmentCode} />
      </FieldContext>
    </I18nextProvider>,
  );
}

if (isSecureContext) {
  void start();
} else {
  const code = location.hash;
  root.render(
    <I18nextProvider i18n={i18n}>
      <TrustGuide
        trustUrl={`${location.origin}/trust`}
        secureUrl={`https://${location.host}${location.pathname}${code}`}
      />
    </I18nextProvider>,
  );
}
