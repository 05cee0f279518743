import { makeCloneCodec } from './clone-codec.ts';
import type { Json } from './cdp.ts';

/** The name Electron gives to the world of a preload. */
export const ISOLATED_WORLD = 'Electron Isolated Context';

type Anything = (...values: unknown[]) => unknown;
type PreloadBody = (
  require: (name: string) => unknown,
  module: object,
  exports: object,
  process: unknown,
) => void;

/**
 * One end of the bridge between a page's own world and the isolated one. They share only the DOM, so values travel as
 * events: the browser clones `detail` between worlds, functions and promises go as numbers. Injected as source.
 */
function bridgeEnd(side: 'main' | 'isolated') {
  const other = side === 'main' ? 'isolated' : 'main';
  const functions = new Map<number, Anything>();
  const promises = new Map<number, { resolve(value: unknown): void; reject(error: unknown): void }>();
  let lastId = 0;
  let answer: Json | undefined;

  const isPlain = (value: object) =>
    [Object.prototype, null].includes(Object.getPrototypeOf(value) as object);
  const mapFields = (value: object, change: (item: unknown) => unknown) =>
    Object.fromEntries(Object.entries(value).map(([key, item]) => [key, change(item)]));
  const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

  const outgoing = (value: unknown): unknown => {
    if (typeof value === 'function') {
      functions.set(++lastId, value as Anything);
      return { $function: lastId };
    }
    if (Array.isArray(value)) return value.map(outgoing);
    if (value !== null && typeof value === 'object' && isPlain(value)) return mapFields(value, outgoing);
    return value;
  };

  const send = (type: string, detail: unknown) =>
    window.dispatchEvent(new CustomEvent(`standin:${other}:${type}`, { detail }));

  const proxyOf =
    (id: number): Anything =>
    (...values) => {
      answer = undefined;
      send('call', { id, values: outgoing(values) });
      const got = answer as Json | undefined;
      answer = undefined;
      if (got === undefined) throw new Error('the other end of the bridge is gone');
      if (got.error !== undefined) throw new Error(got.error as string);
      if (got.promise === undefined) return incoming(got.value, false);
      return new Promise((resolve, reject) => promises.set(got.promise as number, { resolve, reject }));
    };

  const incoming = (value: unknown, freeze: boolean): unknown => {
    if (value === null || typeof value !== 'object') return value;
    const keep = <T>(made: T): T => (freeze ? Object.freeze(made) : made);
    if (Array.isArray(value)) return keep(value.map((item) => incoming(item, freeze)));
    const id = (value as { $function?: number }).$function;
    if (typeof id === 'number') return proxyOf(id);
    if (isPlain(value)) return keep(mapFields(value, (item) => incoming(item, freeze)));
    return value;
  };

  const on = (type: string, listener: (detail: Json) => void) =>
    window.addEventListener(
      `standin:${side}:${type}`,
      (event) => {
        event.stopImmediatePropagation();
        listener((event as CustomEvent<Json>).detail);
      },
      true,
    );

  const settleLater = (promise: Promise<unknown>) => {
    const id = ++lastId;
    send('answer', { promise: id });
    promise.then(
      (value) => send('settle', { id, value: outgoing(value) }),
      (error: unknown) => send('settle', { id, error: messageOf(error) }),
    );
  };

  on('answer', (detail) => {
    answer = detail;
  });
  on('settle', ({ id, error, value }) => {
    const promise = promises.get(id as number);
    promises.delete(id as number);
    if (error !== undefined) promise?.reject(new Error(error as string));
    else promise?.resolve(incoming(value, false));
  });
  on('call', ({ id, values }) => {
    try {
      const called = functions.get(id as number);
      if (called === undefined) throw new Error('stale function');
      const result = called(...(incoming(values, false) as unknown[]));
      if (result instanceof Promise) settleLater(result);
      else send('answer', { value: outgoing(result) });
    } catch (error) {
      send('answer', { error: messageOf(error) });
    }
  });
  return { incoming, on, outgoing, send };
}

/** In the page's own world: receives what the preload exposes. Injected as source. */
function receiveBridge() {
  if (window !== window.top) return;
  const end = bridgeEnd('main');
  end.on('expose', ({ api, name }) => {
    Object.defineProperty(window, name as string, { value: end.incoming(api, true), enumerable: true });
  });
  end.send('hello', {});
}

/** In the isolated world: `electron` as a sandboxed preload sees it, then the built preload itself. Injected as source. */
function runPreloads(toShell: (text: string) => void, process: unknown, preloads: PreloadBody[]) {
  if (window !== window.top) return;
  const codec = makeCloneCodec();
  const end = bridgeEnd('isolated');
  const pending = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const listeners = new Map<string, { listener: Anything; once: boolean }[]>();
  const exposed = new Map<string, unknown>();
  let lastId = 0;

  const refuse = (name: string) => () => {
    throw new Error(`stand-in: ${name} is not implemented in a preload`);
  };
  const listen = (once: boolean) => (channel: string, listener: Anything) => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, once }]);
    return ipcRenderer;
  };
  const unlisten = (channel: string, listener: Anything) => {
    listeners.set(
      channel,
      (listeners.get(channel) ?? []).filter((one) => one.listener !== listener),
    );
    return ipcRenderer;
  };
  const ipcRenderer = {
    async invoke(channel: string, ...values: unknown[]) {
      const text = codec.pack(values);
      const id = ++lastId;
      return new Promise((resolve, reject) => {
        pending.set(id, { resolve, reject });
        toShell(JSON.stringify({ kind: 'invoke', id, channel, text }));
      });
    },
    send(channel: string, ...values: unknown[]) {
      toShell(JSON.stringify({ kind: 'send', channel, text: codec.pack(values) }));
    },
    sendSync: refuse('ipcRenderer.sendSync'),
    postMessage: refuse('ipcRenderer.postMessage'),
    on: listen(false),
    addListener: listen(false),
    once: listen(true),
    off: unlisten,
    removeListener: unlisten,
    removeAllListeners: (channel: string) => listeners.delete(channel),
  };

  Object.assign(globalThis, {
    __standinDeliver(message: Json) {
      if (message.kind === 'result') {
        const waiting = pending.get(message.id as number);
        pending.delete(message.id as number);
        if (message.error !== undefined) waiting?.reject(new Error(message.error as string));
        else waiting?.resolve(codec.unpack(message.text as string));
        return;
      }
      const channel = message.channel as string;
      const told = listeners.get(channel) ?? [];
      listeners.set(
        channel,
        told.filter(({ once }) => !once),
      );
      for (const { listener } of told) {
        listener({ sender: ipcRenderer, ports: [] }, ...(codec.unpack(message.text as string) as unknown[]));
      }
    },
  });

  const contextBridge = {
    exposeInMainWorld(name: string, api: unknown) {
      if (exposed.has(name))
        throw new Error('Cannot bind an API on top of an existing property on the window object');
      const sent = end.outgoing(api);
      exposed.set(name, sent);
      end.send('expose', { name, api: sent });
    },
  };
  end.on('hello', () => {
    for (const [name, api] of exposed) end.send('expose', { name, api });
  });
  const electron = { contextBridge, ipcRenderer };
  const require = (name: string) => {
    if (name === 'electron' || name === 'electron/renderer') return electron;
    throw new Error(`module not found: ${name}`);
  };
  for (const preload of preloads) {
    const module = { exports: {} };
    preload(require, module, module.exports, process);
  }
}

/** Source for every document's own world. */
export function ownWorldSource(): string {
  return `(()=>{${bridgeEnd};(${receiveBridge})()})();`;
}

/** Source for every document's isolated world. `binding` is the name of the one pipe to the shell, hidden at once. */
export function isolatedWorldSource(binding: string, process: object, preloads: string[]): string {
  const pipe = JSON.stringify(binding);
  const bodies = preloads.map((source) => `(require,module,exports,process)=>{${source}\n}`).join(',');
  return (
    `(()=>{const pipe=globalThis[${pipe}];delete globalThis[${pipe}];${makeCloneCodec};${bridgeEnd};` +
    `(${runPreloads})(pipe,${JSON.stringify(process)},[${bodies}])})();`
  );
}
