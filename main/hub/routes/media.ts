import { refuse } from '#contracts/errors.ts';
import * as contract from '#contracts/media.ts';
import type { HubContext } from '../hub-context.ts';
import { route, type Route } from './route.ts';

export const mediaRoutes = (_hub: HubContext, _room: unknown): Route[] =>
  [contract.openUplink, contract.openView, contract.closeView, contract.closeUplink, contract.startTalk, contract.endTalk].map((endpoint) =>
    route(endpoint as typeof contract.openUplink, async () => refuse('relay_unavailable')),
  );
