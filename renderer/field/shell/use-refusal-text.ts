import { useTranslation } from 'react-i18next';
import type { Refusal } from '#contracts/errors.ts';

/** The text of a refusal by its code; a code this page does not know is shown as it is rather than hidden. */
export function useRefusalText(): (refusal: Refusal) => string {
  const { t } = useTranslation('errors');
  return ({ code, params }) => t(code, { defaultValue: code, ...params });
}
