import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { ERRORS } from '#contracts/errors.ts';
import zhErrors from '#renderer/i18n/zh-CN/errors.json';

type Tree = { [key: string]: string | Tree };
const root = resolve(import.meta.dirname, '../../../../renderer/i18n');
const read = (language: string, file: string) =>
  JSON.parse(readFileSync(resolve(root, language, file), 'utf8')) as Tree;
const leaves = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as [string, string]] : leaves(value, `${path}${key}.`),
  );
const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

it.each(readdirSync(resolve(root, 'zh-CN')))(
  'says everything of %s in both languages, with the same placeholders',
  (file) => {
    const other = new Map(leaves(read('en', file)));
    const source = leaves(read('zh-CN', file));
    expect([...other.keys()].sort()).toEqual(source.map(([key]) => key).sort());
    for (const [key, text] of source) expect([key, holes(other.get(key)!)]).toEqual([key, holes(text)]);
  },
);

it('has a text for every refusal', () => {
  expect(Object.keys(ERRORS).filter((code) => !(code in zhErrors))).toEqual([]);
});
