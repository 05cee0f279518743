export type Counts = { passed: number; failed: number; skipped: number };
export function addUp(reports: object[]): Counts;
