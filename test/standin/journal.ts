/** What the app did to the machine and Chromium shows nothing of: read by specs through `app.evaluate`. */
export const journal: ({ what: string } & Record<string, unknown>)[] = [];

export function note(what: string, facts: Record<string, unknown> = {}): void {
  journal.push({ what, ...facts });
}

/** Everything that nobody has needed yet fails by name, so that no spec passes on something that did not happen. */
export function unsupported(name: string): never {
  throw new Error(
    `stand-in: ${name} is not implemented; add it to test/standin or test it with the real Electron`,
  );
}

export type Cancelable<Facts> = Facts & { defaultPrevented: boolean; preventDefault(): void };

export function cancelable<Facts extends object>(facts: Facts): Cancelable<Facts> {
  const event = {
    ...facts,
    defaultPrevented: false,
    preventDefault() {
      event.defaultPrevented = true;
    },
  };
  return event;
}
