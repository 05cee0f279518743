/** Small values beside the log, replaced and removed at will. Never edited once released. */
export const SECRETS = `
CREATE TABLE secrets (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;
`;
