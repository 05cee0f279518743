export const LINE_ID = 'command-line';

/** Puts the cursor into the command line, from wherever it is; Escape there takes it back. */
export function focusCommandLine(page: Document): void {
  const input = page.getElementById(LINE_ID);
  if (!(input instanceof HTMLInputElement)) return;
  input.focus();
  input.select();
}
