import type { OpenUplink } from './uplink.ts';

/** No peer wrapper yet: says closed. */
export const openUplink: OpenUplink = ({ onState }) => {
  onState({ state: 'closed', since: Date.now() });
  return { replaceStream: () => undefined, close: () => undefined };
};
