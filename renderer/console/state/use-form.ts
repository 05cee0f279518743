import { useConsole } from './use-console.ts';

/**
 * A form's values that outlive a refusal, another tab and a reload, for this caller alone.
 *
 * @returns the values, how to change some of them, how to forget them, and whether anything was typed.
 */
export function useForm<T extends object>(
  name: string,
  initial: T,
): { form: T; change: (part: Partial<T>) => void; clear: () => void; dirty: boolean; key: string } {
  const callerId = useConsole((s) => s.session?.caller.id ?? '');
  const key = `${callerId}/${name}`;
  const typed = useConsole((s) => s.forms[key] as T | undefined);
  const setForm = useConsole((s) => s.setForm);
  const form = typed ?? initial;
  return {
    form,
    key,
    dirty: typed !== undefined,
    change: (part) => setForm(key, { ...form, ...part }),
    clear: () => setForm(key, null),
  };
}
