import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import type { HubAddress } from '#contracts/bridge.ts';
import { systemClock } from '#renderer/client/client-clock.ts';
import { createHubClient } from '#renderer/client/hub-client.ts';
import { shell } from '#renderer/client/shell.ts';
import '#renderer/ui/tokens.css';
import '#renderer/ui/reset.css';
import './console.css';
import { createConsoleI18n } from './i18n.ts';
import { openPositions } from './map/positions.ts';
import { peers } from './media/peers.ts';
import { talkTargets } from './media/talk-targets.ts';
import { createTalkKey } from './media/talk.ts';
import { createViewPool } from './media/view-pool.ts';
import { App } from './shell/App.tsx';
import { Crash } from './shell/Crash.tsx';
import { Opening } from './shell/Opening.tsx';
import { watchSetup } from './shell/phase.ts';
import { createConsoleStore } from './state/create-console-store.ts';
import { keptIn } from './state/kept.ts';
import type { Layout } from './state/layout-slice.ts';
import { openSync } from './state/open-sync.ts';
import { type Channel, joinSeat } from './state/seat-channel.ts';
import { KEPT_SESSION, type Session } from './state/session-slice.ts';
import { type ConsoleApp, ConsoleContext } from './state/use-console.ts';
import { windowKindOf } from './state/window-kind.ts';

const container = document.querySelector('#root');
if (!container) throw new Error('console.html has no #root');
const kind = windowKindOf(location.hash);
const seat = keptIn(localStorage);
const own = keptIn(sessionStorage);
const layout = seat.get<Partial<Layout>>('layout');
const i18n = createConsoleI18n(layout?.language ?? 'zh-CN');
document.documentElement.dataset['theme'] = layout?.theme ?? 'dark';

const report = (error: unknown) => console.error('the page failed', error);
const root = createRoot(container, { onUncaughtError: report, onRecoverableError: report });

/** The embedded hub starts beside this page and may not be there yet. */
async function findHub(): Promise<HubAddress> {
  for (;;) {
    try {
      return await shell.hub();
    } catch (cause) {
      console.warn('no hub yet', { cause: String(cause) });
      await new Promise<void>((resolve) => {
        const stop = shell.onShellEvent((event) => event.type === 'hub' && event.address !== null && done());
        const cancel = systemClock.after(2_000, () => done());
        const done = () => {
          stop();
          cancel();
          resolve();
        };
      });
    }
  }
}

/** The talk key of the whole machine, pressed while another program has the focus. */
function holdTalk({ store, talk }: ConsoleApp, phase: 'down' | 'up') {
  if (phase === 'up') return talk.release();
  const { unitIds, operationId } = talkTargets(store.getState());
  talk.press(unitIds, operationId);
}

async function start() {
  root.render(
    <I18nextProvider i18n={i18n}>
      <Opening />
    </I18nextProvider>,
  );
  const { url, launchToken } = await findHub();
  const hub = createHubClient({ url, token: null, launchToken });
  const store = createConsoleStore(hub, { seat, window: own, screenWidth: screen.width });
  const app: ConsoleApp = {
    store,
    hub,
    hubUrl: url,
    shell,
    positions: openPositions(hub, store),
    views: createViewPool(hub, peers),
    talk: createTalkKey({
      hub,
      openTalk: peers.openTalk,
      sessionId: () => store.getState().session?.caller.sessionId ?? '',
      microphone: () =>
        navigator.mediaDevices.getUserMedia({
          audio: { echoCancellation: true, noiseSuppression: true },
          video: false,
        }),
    }),
    window: kind,
  };
  openSync(hub, store);
  // Before the channel is joined, so that a reloaded window does not ask the others for what it has itself.
  const kept = own.get<Session>(KEPT_SESSION);
  if (kept) store.getState().adopt(kept);
  joinSeat(store, new BroadcastChannel('hengling.seat') as unknown as Channel, kind);
  watchSetup(store, systemClock);
  shell.onShellEvent((event) => {
    if (event.type === 'power' && event.state === 'resume') hub.wake();
    if (event.type === 'power' && event.state !== 'resume') app.talk.release();
    if (event.type === 'talk_key' && kind === 'main') holdTalk(app, event.phase);
    // The embedded hub came back at another port: everything of this page spoke to the old one.
    if (event.type === 'hub' && event.address !== null && event.address.url !== url) location.reload();
    if (event.type === 'hub' && event.address !== null) hub.wake();
  });
  window.addEventListener('online', () => hub.wake());
  window.addEventListener('pagehide', () => {
    app.talk.close();
    app.views.close();
  });
  root.render(
    <I18nextProvider i18n={i18n}>
      <ConsoleContext value={app}>
        <Crash>
          <App />
        </Crash>
      </ConsoleContext>
    </I18nextProvider>,
  );
}

void start();
