import { v7 } from 'uuid';

/** A fresh UUID v7: for a command, or for the thing that a command makes. */
export const newId = (): string => v7();
