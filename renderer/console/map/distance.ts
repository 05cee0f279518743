import type { Text } from '../use-text.ts';

/** 「500 米」「2 公里」. */
export const distance = (t: Text, meters: number): string =>
  meters >= 1000 ? t('situation:map.km', { n: meters / 1000 }) : t('situation:map.m', { n: meters });
