import type { Court } from '#contracts/session.ts';
import type { Option } from '#renderer/ui/Field.tsx';

/** Courts for a list: the own one first, then those of the own province, then the others; the chosen one is always among them. */
export function courtChoices(courts: readonly Court[], ownCode: string, chosen: string): Option[] {
  const own = courts.find((court) => court.code === ownCode);
  const rank = (court: Court) => (court.code === ownCode ? 0 : court.province === own?.province ? 1 : 2);
  const options = [...courts]
    .sort(
      (a, b) =>
        rank(a) - rank(b) ||
        a.province.localeCompare(b.province, 'zh-CN') ||
        a.name.localeCompare(b.name, 'zh-CN'),
    )
    .map((court) => ({ value: court.code, label: court.name }));
  return options.some((option) => option.value === chosen) || chosen === ''
    ? options
    : [{ value: chosen, label: chosen }, ...options];
}
