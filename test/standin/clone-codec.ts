/** A value as JSON with the marks that structured cloning needs. */
type Coded = unknown;
type Marked = { $: string; v?: unknown; t?: string; n?: string };

/**
 * Carries structured-clone values over a text channel. One self-contained function, because its source is also injected
 * into pages; nothing from outside it may be used.
 */
export function makeCloneCodec() {
  const toBase64 = (bytes: Uint8Array): string => {
    let text = '';
    for (let at = 0; at < bytes.length; at += 0x8000) {
      text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    }
    return btoa(text);
  };
  const fromBase64 = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

  const encode = (value: unknown): Coded => {
    if (value === undefined) return { $: 'undefined' };
    if (typeof value === 'bigint') return { $: 'bigint', v: String(value) };
    if (typeof value === 'number' && !Number.isFinite(value)) return { $: 'number', v: String(value) };
    if (value === null || typeof value !== 'object') return value;
    if (value instanceof Date) return { $: 'date', v: value.getTime() };
    if (value instanceof Error) return { $: 'error', v: value.message, n: value.name };
    if (value instanceof Map)
      return { $: 'map', v: [...value].map(([key, item]) => [encode(key), encode(item)]) };
    if (value instanceof Set) return { $: 'set', v: [...value].map(encode) };
    if (value instanceof ArrayBuffer) return { $: 'buffer', v: toBase64(new Uint8Array(value)) };
    if (ArrayBuffer.isView(value)) {
      // Electron hands a Buffer to a page as a Uint8Array.
      const type = value.constructor.name === 'Buffer' ? 'Uint8Array' : value.constructor.name;
      return {
        $: 'view',
        t: type,
        v: toBase64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)),
      };
    }
    if (Array.isArray(value)) return value.map(encode);
    const fields = Object.entries(value).map(([key, item]) => [key, encode(item)] as const);
    const coded = Object.fromEntries(fields);
    return '$' in coded ? { $: 'object', v: coded } : coded;
  };

  const decodeFields = (value: object) =>
    Object.fromEntries(Object.entries(value).map(([key, item]) => [key, decode(item)]));

  const decodeView = (type: string, bytes: Uint8Array): unknown => {
    const View = (globalThis as unknown as Record<string, Uint8ArrayConstructor>)[type];
    if (View === undefined) throw new Error(`no such view: ${type}`);
    return new View(bytes.buffer as ArrayBuffer, 0, bytes.byteLength / (View.BYTES_PER_ELEMENT || 1));
  };

  const decode = (value: Coded): unknown => {
    if (value === null || typeof value !== 'object') return value;
    if (Array.isArray(value)) return value.map(decode);
    const mark = value as Marked;
    const list = mark.v as unknown[];
    switch (mark.$) {
      case 'undefined':
        return undefined;
      case 'bigint':
        return BigInt(mark.v as string);
      case 'number':
        return Number(mark.v);
      case 'date':
        return new Date(mark.v as number);
      case 'error':
        return Object.assign(new Error(mark.v as string), { name: mark.n });
      case 'map':
        return new Map(list.map((pair) => (pair as unknown[]).map(decode) as [unknown, unknown]));
      case 'set':
        return new Set(list.map(decode));
      case 'buffer':
        return fromBase64(mark.v as string).buffer;
      case 'view':
        return decodeView(mark.t ?? 'Uint8Array', fromBase64(mark.v as string));
      case 'object':
        return decodeFields(mark.v as object);
      default:
        return decodeFields(value);
    }
  };

  return {
    /** @throws with Electron's words when the value cannot be cloned (a function, a DOM node). */
    pack(value: unknown): string {
      try {
        structuredClone(value);
      } catch {
        throw new Error('An object could not be cloned.');
      }
      return JSON.stringify(encode(value));
    },
    unpack: (text: string): unknown => decode(JSON.parse(text)),
  };
}

export type CloneCodec = ReturnType<typeof makeCloneCodec>;
