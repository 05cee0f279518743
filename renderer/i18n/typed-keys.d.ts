import 'i18next';
import type accounts from './zh-CN/accounts.json';
import type alarms from './zh-CN/alarms.json';
import type console from './zh-CN/console.json';
import type errors from './zh-CN/errors.json';
import type field from './zh-CN/field.json';
import type messages from './zh-CN/messages.json';
import type operations from './zh-CN/operations.json';
import type orders from './zh-CN/orders.json';
import type record from './zh-CN/record.json';
import type rules from './zh-CN/rules.json';
import type situation from './zh-CN/situation.json';
import type start from './zh-CN/start.json';
import type terms from './zh-CN/terms.json';
import type units from './zh-CN/units.json';
import type video from './zh-CN/video.json';

/** Keys are those of zh-CN, the source: a misspelt one does not compile. */
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'console';
    resources: {
      accounts: typeof accounts;
      alarms: typeof alarms;
      console: typeof console;
      errors: typeof errors;
      field: typeof field;
      messages: typeof messages;
      operations: typeof operations;
      orders: typeof orders;
      record: typeof record;
      rules: typeof rules;
      situation: typeof situation;
      start: typeof start;
      terms: typeof terms;
      units: typeof units;
      video: typeof video;
    };
  }
}
