type Facts = Record<string, string | number | boolean | null>;

/** One structured line on stderr. Facts are ids and figures: no names, no addresses of people, no tokens. */
export function logLine(event: string, facts: Facts = {}): void {
  process.stderr.write(
    `${JSON.stringify({ at: new Date().toISOString(), area: 'desktop', event, ...facts })}\n`,
  );
}

/** A fault of the world or of ours, with its stack. */
export function logFault(event: string, error: unknown, facts: Facts = {}): void {
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  logLine(event, { ...facts, reason });
}

/** For promises that nobody waits for: a failure is logged under this name. */
export function background(name: string, promise: Promise<unknown>): void {
  promise.catch((error: unknown) => logFault(`${name}_failed`, error));
}
