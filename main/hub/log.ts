/** One structured line a happening: `area`, ids, `durationMs`. Never names, faces, addresses or positions of people. */
export function logLine(area: string, fields: Record<string, string | number | boolean | null> = {}): void {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), area, ...fields })}\n`);
}

/** A fault of the world or a bug of ours, with its stack; what a page sent is never in it. */
export function logFault(area: string, error: unknown, fields: Record<string, string | number> = {}): void {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  logLine(area, { ...fields, level: 'fault', name, message, stack: stack ?? '' });
}

/** Work that nobody waits for: its failure is logged, not lost. */
export function background(area: string, work: Promise<unknown>): void {
  work.catch((error: unknown) => logFault(area, error));
}
