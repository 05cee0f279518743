import type { UplinkReport } from '../ports.ts';
import { BadOffer, UnknownUplink } from './errors.ts';
import { createRelayUplink, type RelayUplink } from './relay-uplink.ts';
import type { RelayView } from './relay-view.ts';

export type RelayEngine = {
  openUplink(uplinkId: string, offer: string): Promise<string>;
  openView(viewId: string, uplinkId: string, offer: string): Promise<string>;
  closeUplink(uplinkId: string): void;
  closeView(viewId: string): void;
  setTalk(speaker: string, listeners: readonly string[]): void;
};

const TICK_MS = 20;
const REPORT_STEPS = 50;
/** A lost uplink is kept that long for a comeback under its id. */
const KEEP_LOST_MS = 600_000;
/** Of each; a hub of one court has some hundred units. */
const MAX_UPLINKS = 500;
const MAX_VIEWS = 2_000;

/** All uplinks and views of the process. The methods are those of the `Relay` port. */
export function createRelayEngine(onReports: (reports: UplinkReport[]) => void): RelayEngine {
  const uplinks = new Map<string, RelayUplink>();
  const views = new Map<string, RelayView>();
  const talks = new Map<string, readonly string[]>();
  let step = 0;
  let timer: ReturnType<typeof setInterval> | null = null;

  function tick() {
    step += 1;
    for (const uplink of uplinks.values()) uplink.tick(step);
    if (step % REPORT_STEPS !== 0) return;
    const reports = [...uplinks.values()].map((uplink) => uplink.report());
    if (reports.length > 0) onReports(reports);
    for (const { uplinkId, state, since } of reports) {
      if (state === 'lost' && Date.now() - since > KEEP_LOST_MS) closeUplink(uplinkId);
    }
  }

  function createUplink(uplinkId: string): RelayUplink {
    const uplink = createRelayUplink(uplinkId, {
      onVoice(source, number, packet, payload) {
        for (const listener of talks.get(uplinkId) ?? [])
          uplinks.get(listener)?.hear(source, number, packet, payload);
      },
      onChange: () => onReports([uplink.report()]),
    });
    return uplink;
  }

  function closeUplink(uplinkId: string) {
    const uplink = uplinks.get(uplinkId);
    if (!uplink) return;
    uplinks.delete(uplinkId);
    talks.delete(uplinkId);
    uplink.close();
    onReports([uplink.report()]);
    if (uplinks.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
  }

  return {
    async openUplink(uplinkId, offer) {
      const known = uplinks.get(uplinkId);
      if (!known && uplinks.size >= MAX_UPLINKS) throw new BadOffer('too many uplinks are open');
      const uplink = known ?? createUplink(uplinkId);
      const answer = await uplink.accept(offer);
      if (!uplinks.has(uplinkId)) uplinks.set(uplinkId, uplink);
      timer ??= setInterval(tick, TICK_MS);
      onReports([uplink.report()]);
      return answer;
    },
    async openView(viewId, uplinkId, offer) {
      const uplink = uplinks.get(uplinkId);
      if (!uplink) throw new UnknownUplink(uplinkId);
      if (!views.has(viewId) && views.size >= MAX_VIEWS) throw new BadOffer('too many views are open');
      views.get(viewId)?.close();
      const opened = uplink.openView(viewId, offer, () => {
        if (views.get(viewId) === opened.view) views.delete(viewId);
      });
      views.set(viewId, opened.view);
      try {
        return await opened.answer;
      } catch (error) {
        opened.view.close();
        throw error;
      }
    },
    closeUplink,
    closeView: (viewId) => views.get(viewId)?.close(),
    setTalk(speaker, listeners) {
      if (listeners.length > 0) talks.set(speaker, [...listeners]);
      else talks.delete(speaker);
    },
  };
}
