export function findElectron(root: string): string | null;
export function fetchElectron(root: string, node: string): string | null;
