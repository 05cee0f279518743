import { createI18n, type Language } from '#renderer/i18n/create-i18n.ts';
import enAccounts from '#renderer/i18n/en/accounts.json';
import enAlarms from '#renderer/i18n/en/alarms.json';
import enConsole from '#renderer/i18n/en/console.json';
import enErrors from '#renderer/i18n/en/errors.json';
import enMessages from '#renderer/i18n/en/messages.json';
import enOperations from '#renderer/i18n/en/operations.json';
import enOrders from '#renderer/i18n/en/orders.json';
import enRecord from '#renderer/i18n/en/record.json';
import enRules from '#renderer/i18n/en/rules.json';
import enSituation from '#renderer/i18n/en/situation.json';
import enStart from '#renderer/i18n/en/start.json';
import enTerms from '#renderer/i18n/en/terms.json';
import enUnits from '#renderer/i18n/en/units.json';
import enVideo from '#renderer/i18n/en/video.json';
import zhAccounts from '#renderer/i18n/zh-CN/accounts.json';
import zhAlarms from '#renderer/i18n/zh-CN/alarms.json';
import zhConsole from '#renderer/i18n/zh-CN/console.json';
import zhErrors from '#renderer/i18n/zh-CN/errors.json';
import zhMessages from '#renderer/i18n/zh-CN/messages.json';
import zhOperations from '#renderer/i18n/zh-CN/operations.json';
import zhOrders from '#renderer/i18n/zh-CN/orders.json';
import zhRecord from '#renderer/i18n/zh-CN/record.json';
import zhRules from '#renderer/i18n/zh-CN/rules.json';
import zhSituation from '#renderer/i18n/zh-CN/situation.json';
import zhStart from '#renderer/i18n/zh-CN/start.json';
import zhTerms from '#renderer/i18n/zh-CN/terms.json';
import zhUnits from '#renderer/i18n/zh-CN/units.json';
import zhVideo from '#renderer/i18n/zh-CN/video.json';

export const createConsoleI18n = (language: Language) =>
  createI18n(
    {
      'zh-CN': {
        console: zhConsole, terms: zhTerms, errors: zhErrors, start: zhStart, situation: zhSituation, operations: zhOperations, orders: zhOrders,
        alarms: zhAlarms, video: zhVideo, messages: zhMessages, units: zhUnits, accounts: zhAccounts, record: zhRecord, rules: zhRules,
      },
      en: {
        console: enConsole, terms: enTerms, errors: enErrors, start: enStart, situation: enSituation, operations: enOperations, orders: enOrders,
        alarms: enAlarms, video: enVideo, messages: enMessages, units: enUnits, accounts: enAccounts, record: enRecord, rules: enRules,
      },
    },
    'console',
    language,
  ); // prettier-ignore
