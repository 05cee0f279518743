/** Positions by unit and time. Never edited once released. */
export const TRACKS = `
CREATE TABLE fixes (
  unit_id TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  at INTEGER NOT NULL,
  lng REAL NOT NULL,
  lat REAL NOT NULL,
  accuracy REAL,
  heading REAL,
  speed REAL,
  PRIMARY KEY (unit_id, received_at, at)
) STRICT, WITHOUT ROWID;
CREATE INDEX fixes_by_time ON fixes (received_at);
`;
