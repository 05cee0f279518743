import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';

/** Every dictionary of the console; a key is written with its own: `orders:compose`. Without one it is of `console`. */
export const NAMESPACES = [
  'console', 'terms', 'errors', 'start', 'situation', 'operations', 'orders', 'alarms', 'video', 'messages', 'units', 'accounts', 'record', 'rules',
] as const; // prettier-ignore

export type Text = TFunction<typeof NAMESPACES>;

export const useText = (): Text => useTranslation(NAMESPACES).t;
