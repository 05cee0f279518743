import { ok } from '#contracts/errors.ts';
import * as contract from '#contracts/media.ts';
import type { HubContext } from '../hub-context.ts';
import type { MediaRoom } from '../media/media-room.ts';
import { route, type Route } from './route.ts';

/** What the relay throws (down, unknown uplink, an offer it cannot answer) becomes a code at the one door. */
export function mediaRoutes(_hub: HubContext, room: MediaRoom): Route[] {
  return [
    route(contract.openUplink, ({ offer }, { caller }) => room.openUplink(caller, offer)),
    route(contract.closeUplink, async (_input, { caller }) => {
      await room.closeUplink(caller);
      return ok({});
    }),
    route(contract.openView, (wish, { caller }) => room.openView(caller, wish)),
    route(contract.closeView, async ({ viewId }, { caller }) => {
      await room.closeView(caller, viewId);
      return ok({});
    }),
    route(contract.startTalk, (wish, { caller }) => room.startTalk(caller, wish)),
    route(contract.endTalk, async (_input, { caller }) => {
      await room.endTalk(caller);
      return ok({});
    }),
  ];
}
