/** Where a seat keeps what is its own over a reload: layout, theme, drafts. Values are small JSON. */
export type Kept = { get<T>(key: string): T | null; set(key: string, value: unknown): void };

const PREFIX = 'hengling.console.';

/** Over the browser's own storage. A full or forbidden storage costs the memory of the layout, nothing else. */
export function keptIn(storage: Storage): Kept {
  return {
    get<T>(key: string): T | null {
      try {
        const text = storage.getItem(PREFIX + key);
        return text === null ? null : (JSON.parse(text) as T);
      } catch (cause) {
        console.warn('kept value unreadable', { key, cause: String(cause) });
        return null;
      }
    },
    set(key, value) {
      try {
        if (value === null) storage.removeItem(PREFIX + key);
        else storage.setItem(PREFIX + key, JSON.stringify(value));
      } catch (cause) {
        console.warn('value not kept', { key, cause: String(cause) });
      }
    },
  };
}

/** Forgets with the page; for tests. */
export function keptInMemory(): Kept {
  const values = new Map<string, string>();
  return {
    get: <T>(key: string) => {
      const text = values.get(key);
      return text === undefined ? null : (JSON.parse(text) as T);
    },
    set: (key, value) => void values.set(key, JSON.stringify(value)),
  };
}
