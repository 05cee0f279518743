/** A sentence for whoever sits at the machine, in both languages. */
export type Said = { zh: string; en: string };

/** `fail`: the hub or the console cannot do its work. `warn`: it can, but somebody will miss something. */
export type State = 'ok' | 'warn' | 'fail';

export type Finding = { id: string; state: State; found: Said; mend: Said | null };

export const said = (zh: string, en: string): Said => ({ zh, en });

export const fine = (id: string, found: Said): Finding => ({ id, state: 'ok', found, mend: null });
export const warn = (id: string, found: Said, mend: Said): Finding => ({ id, state: 'warn', found, mend });
export const fail = (id: string, found: Said, mend: Said): Finding => ({ id, state: 'fail', found, mend });
