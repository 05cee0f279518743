import i18next, { type i18n, type Resource } from 'i18next';
import { initReactI18next } from 'react-i18next';

export type Language = 'zh-CN' | 'en';

/**
 * The dictionaries of one page. They are bundled, so it is ready at once. zh-CN is the source and stands in for what en lacks.
 *
 * @param resources language → namespace → keys; a page brings only the namespaces it shows.
 */
export function createI18n(resources: Resource, defaultNS: string, language: Language): i18n {
  const instance = i18next.createInstance();
  void instance.use(initReactI18next).init({
    resources,
    lng: language,
    fallbackLng: 'zh-CN',
    defaultNS,
    ns: Object.keys(resources['zh-CN'] ?? {}),
    interpolation: { escapeValue: false }, // React escapes
    returnNull: false,
    initAsync: false,
  });
  return instance;
}
