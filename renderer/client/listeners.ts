/** A set of callbacks; `add` answers its own removal. One that throws does not keep the others from hearing. */
export type Listeners<T> = { add(listener: (value: T) => void): () => void; tell(value: T): void };

export function createListeners<T>(): Listeners<T> {
  const all = new Set<(value: T) => void>();
  return {
    add(listener) {
      all.add(listener);
      return () => all.delete(listener);
    },
    tell(value) {
      for (const listener of [...all]) {
        try {
          listener(value);
        } catch (cause) {
          console.error('listener failed', cause);
        }
      }
    },
  };
}
