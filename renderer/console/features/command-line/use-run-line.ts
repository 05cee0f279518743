import { acknowledgeIncident, confirmIncident } from '#contracts/incident.ts';
import { sendMessage } from '#contracts/message.ts';
import { issueOrder } from '#contracts/order.ts';
import { newId } from '#renderer/client/new-id.ts';
import { focusScreen } from '../../shell/parts.ts';
import { commonOperation } from '../../state/common-operation.ts';
import { useApp } from '../../state/use-console.ts';
import { useText } from '../../use-text.ts';
import { useOpenPicture } from '../video/use-open-picture.ts';
import type { LineAction } from './read-line.ts';

const DISPATCH = { priority: 'urgent', replyBySeconds: 30 } as const;

/** Carries out what a line says, over the same endpoints as the buttons. Resolves to whether it was taken. */
export function useRunLine(onHelp: () => void): (action: LineAction) => Promise<boolean> {
  const t = useText();
  const { store, hub } = useApp();
  const openPicture = useOpenPicture();

  async function issue({ unitIds, operationId, text, templateId, priority, replyBySeconds }: OrderOf) {
    const { run, pick } = store.getState();
    const orderId = newId();
    const reply = await run(
      issueOrder,
      { orderId, operationId, unitIds, text, templateId, priority, replyBySeconds },
      { what: t('orders:what.issue'), about: orderId, tell: true },
    );
    if (reply.ok) pick('order', orderId);
    return reply.ok;
  }
  return async (action) => {
    const state = store.getState();
    switch (action.does) {
      case 'help':
        onHelp();
        return true;
      case 'order':
        return issue(
          action.templateId === null
            ? action
            : { ...action, text: t(`orders:templates.${action.templateId}.text`) },
        );
      case 'dispatch': {
        const { unitIds, operationId, site } = action;
        return issue({
          unitIds,
          operationId,
          text: t('line.dispatch_text', { site: site.name }),
          templateId: null,
          ...DISPATCH,
        });
      }
      case 'pick':
        state.pick('unit', action.unitId);
        state.goTo('situation');
        state.flyTo({ unitId: action.unitId });
        return true;
      case 'pick_site':
        state.pick('site', action.site.key);
        state.goTo('situation');
        state.flyTo({ lng: action.site.lng, lat: action.site.lat, zoom: 15 });
        return true;
      case 'video':
        action.unitIds.forEach(openPicture);
        return true;
      case 'talk':
        state.setTargets(action.unitIds);
        return true;
      case 'message': {
        const { unitIds, text } = action;
        const messageId = newId();
        const occurredAt = new Date(hub.hubNow()).toISOString();
        const operationId = commonOperation(state.replica, unitIds);
        const reply = await state.run(
          sendMessage,
          { messageId, operationId, unitIds, kind: 'note', replyTo: null, text, occurredAt },
          { what: t('messages:what.send'), about: messageId, tell: true },
        );
        return reply.ok;
      }
      case 'acknowledge': {
        const { incidentId } = action;
        return (
          await state.run(
            acknowledgeIncident,
            { incidentId },
            { what: t('alarms:what.acknowledge'), about: incidentId, tell: true },
          )
        ).ok;
      }
      case 'confirm': {
        const { incidentId, kind } = action;
        return (
          await state.run(
            confirmIncident,
            { incidentId, kind },
            { what: t('alarms:what.confirm'), about: incidentId, tell: true },
          )
        ).ok;
      }
      case 'withdraw':
        state.openWithdraw({ operationId: action.site.operationId, site: action.site.key });
        return true;
      case 'screen':
        state.goTo(action.screen);
        focusScreen(document);
        return true;
    }
  };
}

type OrderOf = Omit<Extract<LineAction, { does: 'order' }>, 'does'>;
