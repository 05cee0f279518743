import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock, Fix, TrackStore } from '../ports.ts';
import { TRACKS } from './migrations/0001-tracks.ts';
import { openForWriting } from './sqlite-file.ts';
import { TRACKS_FILE } from './store-files.ts';

/** 'HLT1' */
const APPLICATION_ID = 0x484c5431;
const FLUSH_EVERY_MS = 1000;
/** Fixes that may wait for the disk: when it refuses them, the oldest go first. */
const MAX_WAITING = 50_000;
const KEPT_DAYS = 90;
const DAY = 24 * 3600 * 1000;

type Options = { dir: string; clock: Clock; keptDays?: number; onFault?: (error: unknown) => void };

type Columns = {
  unit_id: string;
  received_at: number;
  at: number;
  lng: number;
  lat: number;
  accuracy: number | null;
  heading: number | null;
  speed: number | null;
};

/**
 * Trails in a file of their own, written once a second and not synced each time: a power cut may cost the last second.
 * When the disk refuses, `onFault` hears of it and the fixes wait; live positions do not depend on this store.
 * Fixes older than `keptDays` are dropped once a day.
 */
export async function openSqliteTrackStore({
  dir,
  clock,
  keptDays = KEPT_DAYS,
  onFault,
}: Options): Promise<TrackStore> {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const file = join(dir, TRACKS_FILE);
  const db = openForWriting({ file, migrations: [TRACKS], durable: false, applicationId: APPLICATION_ID });
  const insert = db.prepare('INSERT OR IGNORE INTO fixes VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  const newest = db.prepare(
    'SELECT * FROM fixes WHERE unit_id = ? AND received_at BETWEEN ? AND ? ORDER BY received_at DESC, at DESC LIMIT ?',
  );
  const forget = db.prepare('DELETE FROM fixes WHERE received_at < ?');
  let waiting: Fix[] = [];
  let forgottenAt = -Infinity;

  const flush = () => {
    if (waiting.length === 0) return;
    db.exec('BEGIN IMMEDIATE');
    for (const f of waiting) {
      insert.run(f.unitId, f.receivedAt, f.at, f.lng, f.lat, f.accuracyMeters, f.headingDeg, f.speedMps);
    }
    if (clock.now() - forgottenAt > DAY) {
      forgottenAt = clock.now();
      forget.run(clock.now() - keptDays * DAY);
    }
    db.exec('COMMIT');
    waiting = [];
  };

  const tryFlush = () => {
    try {
      flush();
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK');
      waiting = waiting.slice(-MAX_WAITING);
      onFault?.(error);
    }
  };
  const timer = setInterval(tryFlush, FLUSH_EVERY_MS);
  timer.unref();

  return {
    append: (fixes) => {
      waiting.push(...fixes);
      if (waiting.length > MAX_WAITING) waiting = waiting.slice(-MAX_WAITING);
    },
    trail: async (unitId, from, to, limit) => {
      tryFlush(); // what was just reported is part of the trail
      return (newest.all(unitId, from, to, limit) as unknown as Columns[]).map(fixOf).reverse();
    },
    [Symbol.asyncDispose]: async () => {
      clearInterval(timer);
      if (!db.isOpen) return;
      tryFlush();
      db.close();
    },
  };
}

function fixOf(row: Columns): Fix {
  return {
    unitId: row.unit_id,
    lng: row.lng,
    lat: row.lat,
    accuracyMeters: row.accuracy,
    headingDeg: row.heading,
    speedMps: row.speed,
    at: row.at,
    receivedAt: row.received_at,
  };
}
