/** Windows keeps these names for devices, whatever the ending. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/**
 * A name that every file system here accepts, made of what a page proposed: no folders, no control characters, nothing
 * hidden, at most 120 characters with the ending kept.
 */
export function plainFileName(suggested: string): string {
  const flat = suggested.replace(/[\u0000-\u001f\u007f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]/g, '_');
  const trimmed = flat.replace(/^[.\s]+|[.\s]+$/g, '');
  const dot = trimmed.lastIndexOf('.');
  const ending = dot > 0 && trimmed.length - dot <= 10 ? trimmed.slice(dot) : '';
  const stem = (ending === '' ? trimmed : trimmed.slice(0, dot)).slice(0, 120 - ending.length);
  if (stem === '' || RESERVED.test(stem)) return `hengling${ending}`;
  return stem + ending;
}
