import type { Refusal } from '#contracts/errors.ts';
import zhErrors from '#renderer/i18n/zh-CN/errors.json';
import type { Text } from './use-text.ts';

/** A refusal in the reader's language. A code of a newer hub is shown as it is rather than hidden. */
export function refusalText(t: Text, error: Refusal): string {
  if (!Object.hasOwn(zhErrors, error.code)) return error.code;
  return t(`errors:${error.code}`, { ...error.params });
}
