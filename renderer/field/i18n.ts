import { createI18n } from '#renderer/i18n/create-i18n.ts';
import enErrors from '#renderer/i18n/en/errors.json';
import enField from '#renderer/i18n/en/field.json';
import zhErrors from '#renderer/i18n/zh-CN/errors.json';
import zhField from '#renderer/i18n/zh-CN/field.json';

export const i18n = createI18n(
  { 'zh-CN': { field: zhField, errors: zhErrors }, en: { field: enField, errors: enErrors } },
  'field',
  'zh-CN',
);
