import { expect, it } from 'vitest';
import { INCIDENT_STATES, POLICE_STEPS } from '#contracts/incident.ts';
import { DOCUMENT_KINDS, OPERATION_STATES, RISK_GRADES } from '#contracts/operation.ts';
import { ORDER_PRIORITIES, RECEIPT_STATES } from '#contracts/order.ts';
import { UNIT_STATUSES } from '#contracts/unit.ts';
import en from '#renderer/i18n/en/field.json';
import zh from '#renderer/i18n/zh-CN/field.json';

type Tree = { [key: string]: string | string[] | Tree };
const leaves = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[path + key, value] as [string, string]]
      : leaves(value as Tree, `${path}${key}.`),
  );
const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

it('says everything in both languages, with the same placeholders', () => {
  const [source, other] = [leaves(zh), new Map(leaves(en))];
  expect([...other.keys()].sort()).toEqual(source.map(([key]) => key).sort());
  for (const [key, text] of source) expect([key, holes(other.get(key)!)]).toEqual([key, holes(text)]);
});

it('has a word for every state that the hub may show an officer', () => {
  const all = (words: object, keys: readonly string[]) => keys.filter((key) => !(key in words));
  expect(all(zh.receipt, RECEIPT_STATES)).toEqual([]);
  expect(all(zh.priority, ORDER_PRIORITIES)).toEqual([]);
  expect(all(zh.status, UNIT_STATUSES)).toEqual([]);
  expect(all(zh.status.mark, UNIT_STATUSES)).toEqual([]);
  expect(all(zh.operation_state, OPERATION_STATES)).toEqual([]);
  expect(all(zh.risk, RISK_GRADES)).toEqual([]);
  expect(all(zh.document_kind, DOCUMENT_KINDS)).toEqual([]);
  expect(all(zh.incident_state, INCIDENT_STATES)).toEqual([]);
  expect(all(zh.police_step, POLICE_STEPS)).toEqual([]);
});
