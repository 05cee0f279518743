export type SidePort<Out> = { post(message: Out): void };

type ParentPort = {
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  postMessage(message: unknown): void;
};

/**
 * The hub, seen from inside a side process: over Electron's parent port there, over the channel of the fork elsewhere.
 * The process ends with its hub.
 */
export function openSidePort<In, Out>(onMessage: (message: In) => void): SidePort<Out> {
  const parent = (process as { parentPort?: ParentPort }).parentPort;
  if (parent) {
    parent.on('message', ({ data }) => onMessage(data as In));
    return { post: (message) => parent.postMessage(message) };
  }
  process.on('message', (message) => onMessage(message as In));
  process.on('disconnect', () => process.exit(0));
  return {
    post(message) {
      // Nobody to tell when the channel closed a moment ago; `disconnect` follows.
      if (process.connected) process.send?.(message);
    },
  };
}
