import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const product = JSON.parse(read('package.json')) as {
  version: string;
  license: string;
  scripts: Record<string, string>;
};

const documents = globSync(['*.md', 'docs/**/*.md', 'resources/**/*.md'], { cwd: root }).sort();

/** Beginnings of paths in this checkout. What a build or a run makes (`dist/`, `release/`) is not looked for. */
const PATH =
  /^(main|preload|renderer|resources|test|docs|\.ci)(\/[\w.@*{},-]+)*\/?$|^[\w.-]+\.(md|json|yml|ts|mjs)$/;

/** `code` in a document, without what stands in blocks. */
function spans(text: string): string[] {
  return [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)].map(([, span]) => span!);
}
const paths = (text: string) => [...new Set(spans(text).filter((span) => PATH.test(span)))];
const links = (text: string) => [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, target]) => target!);
/** From the root, or beside the document that names it. */
const isThere = (path: string, from: string) =>
  ['.', dirname(from)].some((base) =>
    /[*{]/.test(path)
      ? globSync(join(base, path), { cwd: root }).length > 0
      : existsSync(join(root, base, path)),
  );

describe.each(documents)('%s', (file) => {
  const text = read(file);

  it('names files that are there', () =>
    expect(paths(text).filter((path) => !isThere(path, file))).toEqual([]));

  it('leads to files that are there', () => {
    const local = links(text).filter((target) => !/^[a-z]+:/.test(target));
    expect(local.filter((target) => !existsSync(join(root, dirname(file), target)))).toEqual([]);
  });

  it('names npm scripts that are there', () => {
    const named = [...text.matchAll(/\bnpm run (?:-s )?([\w:-]+)/g)].map(([, name]) => name!);
    const own = file.startsWith('resources/') ? [] : named;
    expect(own.filter((name) => !(name in product.scripts))).toEqual([]);
  });
});

describe('ARCHITECTURE.md', () => {
  it('names files of every layer', () => {
    const named = paths(read('ARCHITECTURE.md')).join('\n');
    for (const layer of [
      'main/contracts/',
      'main/domain/',
      'main/hub/',
      'main/desktop/',
      'preload/',
      'renderer/client/',
      'renderer/console/',
      'renderer/field/',
    ]) {
      expect(named).toContain(layer);
    }
  });
});

describe('the project', () => {
  it('speaks of itself alone, and of no machine that it was made on', () => {
    const spoken = [
      ...documents,
      '.ci/run',
      'electron-builder.yml',
      ...globSync(['package*.json', 'main/tools/*/package*.json'], { cwd: root }),
    ];
    const elsewhere =
      /\/work\/|\.\.\/shared|registry\.|npmjs|npmmirror|taobao|debian\.org\/debian|localhost:4873/;
    for (const file of spoken) expect(read(file), file).not.toMatch(elsewhere);
  });

  it('has the same README in both languages: headings, commands, pictures and links', () => {
    const shape = (text: string) => ({
      headings: text.match(/^#+ /gm),
      commands: [...text.matchAll(/^```sh\n([\s\S]*?)```/gm)].map(([, block]) =>
        block!.replace(/#.*/g, '').trim(),
      ),
      pictures: [...text.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(([, target]) => target),
      links: links(text).filter((target) => !target.startsWith('README')),
    });
    expect(shape(read('README.en.md'))).toEqual(shape(read('README.md')));
  });

  it('has its version at the top of CHANGELOG.md', () => {
    expect(/^## (\S+)/m.exec(read('CHANGELOG.md'))?.[1]).toBe(product.version);
  });

  it('is under the licence that package.json names, whole and in both languages', () => {
    const licence = read('LICENSE');
    expect(product.license).toBe('MulanPSL-2.0');
    for (const line of [
      '木兰宽松许可证， 第2版',
      '条款结束',
      'Mulan PSL v2',
      'END OF THE TERMS AND CONDITIONS',
    ]) {
      expect(licence).toContain(line);
    }
  });

  it('numbers its decisions without a gap, newest first', () => {
    const numbers = [...read('DECISIONS.md').matchAll(/^## (\d+)\. /gm)].map(([, number]) => Number(number));
    expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, at) => numbers.length - at));
  });
});
