export function findNodeRuntime(root: string, version?: string): string | null;
export function isNewEnough(version: string): boolean;
export const NO_RUNTIME: [zh: string, en: string];
