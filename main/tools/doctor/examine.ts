import {
  examineClock,
  examineDataFolder,
  examineDisk,
  examineFieldPort,
  examineRelay,
} from './examine-hub.ts';
import { examineMemory, examineNode, examineSqlite } from './examine-runtime.ts';
import { examineBrowser, examineCodecs, examineElectron, examineFonts } from './examine-seat.ts';
import type { Finding } from './finding.ts';
import type { Machine } from './machine.ts';

/** Judges what was seen: one finding a question, in the order in which somebody would mend them. */
export function examine(machine: Machine): Finding[] {
  return [
    examineNode,
    examineMemory,
    examineSqlite,
    examineDataFolder,
    examineDisk,
    examineClock,
    examineFieldPort,
    examineRelay,
    examineElectron,
    examineBrowser,
    examineCodecs,
    examineFonts,
  ].map((question) => question(machine));
}

/** For the exit code: whether anything must be mended before the hub or the console can do its work. */
export const mustBeMended = (findings: readonly Finding[]) => findings.some(({ state }) => state === 'fail');
