/** Names of the files in a hub's data folder. */
export const RECORD_FILE = 'record.db';
export const SECRETS_FILE = 'secrets.db';
export const TRACKS_FILE = 'tracks.db';
