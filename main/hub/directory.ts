import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Court } from '#contracts/session.ts';
import type { IsBelow } from '#domain/policy/policy.ts';

/** The courts of the country as this hub knows them: a tree with 最高人民法院 at its root. */
export type Directory = {
  byCode: (code: string) => Court | null;
  /** Whether `code` stands below `ancestor`; a court is not below itself, an unknown one below nobody. */
  isBelow: IsBelow;
  /** Province in whose line the court stands: what "outside the province" is asked of (R01). */
  provinceOf: (code: string) => string | null;
  /** Courts from which the way up to the root leads, nearest first. */
  ancestors: (code: string) => Court[];
  list: readonly Court[];
};

/** The file is not a directory of courts: says which entry, so that whoever edited it can mend it. */
export class DirectoryBroken extends Error {
  override name = 'DirectoryBroken';
}

const RANK: Record<Court['level'], number> = { supreme: 0, high: 1, intermediate: 2, basic: 3 };

/**
 * Reads `courts.json` below `resourcesDir`.
 * @throws DirectoryBroken when it is unreadable, or names a court twice, or a parent that is no higher court of it.
 */
export function loadDirectory(resourcesDir: string): Directory {
  return createDirectory(parseCourts(join(resourcesDir, 'courts.json')));
}

function parseCourts(file: string): Court[] {
  try {
    return z
      .array(Court)
      .min(1)
      .parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new DirectoryBroken(`${file} is not a list of courts`, { cause });
  }
}

export function createDirectory(list: readonly Court[]): Directory {
  const courts = new Map(list.map((court) => [court.code, court]));
  if (courts.size !== list.length) throw new DirectoryBroken(`court ${firstTwice(list)} is listed twice`);
  for (const court of list) checkParent(court, courts);

  const ancestors = (code: string): Court[] => {
    const up: Court[] = [];
    for (let at = courts.get(code)?.parent; at != null; at = courts.get(at)?.parent) up.push(courts.get(at)!);
    return up;
  };
  return {
    byCode: (code) => courts.get(code) ?? null,
    isBelow: (code, ancestor) => ancestors(code).some((court) => court.code === ancestor),
    provinceOf: (code) => courts.get(code)?.province ?? null,
    ancestors,
    list,
  };
}

/** A parent always stands higher, which also rules out circles. */
function checkParent(court: Court, courts: ReadonlyMap<string, Court>): void {
  if (court.parent === null) {
    if (court.level !== 'supreme') throw new DirectoryBroken(`court ${court.code} has no parent`);
    return;
  }
  const parent = courts.get(court.parent);
  if (!parent || RANK[parent.level] !== RANK[court.level] - 1)
    throw new DirectoryBroken(`court ${court.code}: ${court.parent} is not the next higher court`);
}

const firstTwice = (list: readonly Court[]) =>
  list.find((court, index) => list.findIndex((other) => other.code === court.code) !== index)?.code;
