import { ESLint } from 'eslint';
import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/**
 * A fence that nothing can break is no fence. A small house stands under the real rules of this one; in it every rule is
 * broken once, and must say so; then each breach is mended, and all must be quiet.
 */
type Breach = { what: string; file: string; broken: string; mended: string; says: string };

const root = resolve(import.meta.dirname, '../..');
const house = mkdtempSync(join(tmpdir(), 'hengling-fences-'));

const RULES = [
  'package.json',
  'tsconfig.base.json',
  'tsconfig.json',
  'main/tsconfig.json',
  'main/tsconfig.pure.json',
  'preload/tsconfig.json',
  'renderer/tsconfig.json',
  'test/tsconfig.json',
  'eslint.config.js',
  '.dependency-cruiser.mjs',
];

/** One sound file a layer, for the breaches to reach for. */
const ROOMS = [
  'main/contracts',
  'main/domain',
  'main/hub',
  'main/desktop',
  'main/launch',
  'main/tools',
  'preload',
  'renderer/ui',
  'renderer/i18n',
  'renderer/client',
  'renderer/console',
  'renderer/field',
  'test',
];

function put(file: string, text: string): void {
  mkdirSync(dirname(join(house, file)), { recursive: true });
  writeFileSync(join(house, file), text);
}

const breakAll = (breaches: readonly Breach[]) => breaches.forEach(({ file, broken }) => put(file, broken));
const mendAll = (breaches: readonly Breach[]) => breaches.forEach(({ file, mended }) => put(file, mended));
const clear = (breaches: readonly Breach[]) =>
  breaches.forEach(({ file }) => rmSync(join(house, file), { force: true }));

/** What a tool of this project prints in the house; its exit code is part of what it says. */
function run(tool: string, args: string[]): Promise<{ code: number; out: string }> {
  return new Promise((done) => {
    execFile(
      process.execPath,
      [join(root, 'node_modules', tool), ...args],
      { cwd: house, maxBuffer: 1 << 26 },
      (error, stdout, stderr) => done({ code: error === null ? 0 : 1, out: stdout || stderr }),
    );
  });
}

beforeAll(() => {
  symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'));
  for (const room of ROOMS) put(`${room}/sound.ts`, 'export const sound = 1;\n');
  for (const file of RULES) copyFileSync(join(root, file), join(house, file));
});
afterAll(() => rmSync(house, { recursive: true, force: true }));

describe('dependency-cruiser', () => {
  const reaching = (layer: string, target: string): Breach => ({
    what: `${layer} reaching for ${target}`,
    file: `${layer}/reaching.ts`,
    broken: `import { sound } from '${'../'.repeat(layer.split('/').length)}${target}/sound.ts';\nexport const heard = sound;\n`,
    mended: `import { sound } from './sound.ts';\nexport const heard = sound;\n`,
    says: `layer:${layer}`,
  });
  const breaches: Breach[] = [
    reaching('main/contracts', 'main/domain'),
    reaching('main/domain', 'main/hub'),
    reaching('main/hub', 'main/desktop'),
    reaching('main/desktop', 'renderer/client'),
    reaching('main/launch', 'main/hub'),
    reaching('main/tools', 'main/desktop'),
    reaching('preload', 'main/hub'),
    reaching('renderer/ui', 'renderer/i18n'),
    reaching('renderer/i18n', 'renderer/ui'),
    reaching('renderer/client', 'renderer/ui'),
    reaching('renderer/console', 'renderer/field'),
    reaching('renderer/field', 'main/hub'),
    {
      what: 'product code reaching for the tests',
      file: 'main/hub/tested.ts',
      broken: "import { sound } from '../../test/sound.ts';\nexport const heard = sound;\n",
      mended: "import { sound } from '#contracts/sound.ts';\nexport const heard = sound;\n",
      says: 'layer:main/hub',
    },
    {
      what: 'Electron outside the shell',
      file: 'main/hub/window.ts',
      broken: "import { app } from 'electron';\nexport const name = app.getName();\n",
      mended: "export const name = 'hub';\n",
      says: 'electron-only-in-the-shell',
    },
    {
      what: 'a Node module in the domain',
      file: 'main/domain/disk.ts',
      broken: "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;\n",
      mended: 'export const read = (text: string) => text;\n',
      says: 'no-node-in-pure-or-pages',
    },
    {
      what: 'a Node module in a page',
      file: 'renderer/client/disk.ts',
      broken: "import { join } from 'node:path';\nexport const file = join('a', 'b');\n",
      mended: "export const file = 'a/b';\n",
      says: 'no-node-in-pure-or-pages',
    },
    {
      what: 'SQLite beside the store',
      file: 'main/hub/routes/query.ts',
      broken:
        "import { DatabaseSync } from 'node:sqlite';\nexport const db = () => new DatabaseSync(':memory:');\n",
      mended: 'export const db = () => null;\n',
      says: 'sqlite-behind-the-store',
    },
    {
      what: 'two files that need each other',
      file: 'main/hub/egg.ts',
      broken: "import { hen } from './hen.ts';\nexport const egg = () => hen;\n",
      mended: "import type { Hen } from './hen.ts';\nexport const egg = (): Hen | null => null;\n", // naming a type is no need
      says: 'no-cycles',
    },
  ];

  type Violation = { from: string; rule: { name: string } };
  let broken: Violation[];
  let mended: { code: number; violations: Violation[] };

  const cruise = async () => {
    const config = ['--config', '.dependency-cruiser.mjs', '--output-type', 'json'];
    const { code, out } = await run('dependency-cruiser/bin/dependency-cruiser.mjs', [
      ...config,
      'main',
      'preload',
      'renderer',
    ]);
    return {
      code,
      violations: (JSON.parse(out) as { summary: { violations: Violation[] } }).summary.violations,
    };
  };

  beforeAll(async () => {
    put(
      'main/hub/hen.ts',
      "import { egg } from './egg.ts';\nexport type Hen = { name: string };\nexport const hen = egg;\n",
    );
    put(
      'main/hub/store/record.ts',
      "import { DatabaseSync } from 'node:sqlite';\nexport const open = () => new DatabaseSync(':memory:');\n",
    );
    put(
      'main/desktop/shell.ts',
      "import { app } from 'electron';\nexport const name = () => app.getName();\n",
    );
    breakAll(breaches);
    broken = (await cruise()).violations;
    mendAll(breaches);
    mended = await cruise();
    clear([...breaches, { file: 'main/hub/hen.ts' } as Breach]);
  });

  it.each(breaches)('refuses $what', ({ file, says }) => {
    expect(broken.filter(({ from }) => from === file).map(({ rule }) => rule.name)).toContain(says);
  });

  it('is quiet when each of them is mended, SQLite sits in the store and Electron in the shell', () => {
    expect(mended).toEqual({ code: 0, violations: [] });
  });
});

describe('ESLint', () => {
  const breaches: Breach[] = [
    {
      what: 'a clock in the domain',
      file: 'main/domain/clock.ts',
      broken: 'export const now = () => new Date().toISOString();\n',
      mended: 'export const now = (given: { now: string }) => given.now;\n',
      says: 'no-restricted-globals',
    },
    {
      what: 'chance in the domain',
      file: 'main/domain/chance.ts',
      broken: 'export const pick = () => Math.random();\n',
      mended: 'export const pick = () => Math.max(1, 2);\n',
      says: 'no-restricted-properties',
    },
    {
      what: 'letters in JSX',
      file: 'renderer/console/Label.tsx',
      broken: 'export const Label = () => <p>派遣</p>;\n',
      mended: 'export const Label = ({ text }: { text: string }) => <p>· {text}</p>;\n',
      says: 'no-restricted-syntax',
    },
    {
      what: 'a promise that nobody waits for',
      file: 'main/hub/forgotten.ts',
      broken: 'const work = async () => 1;\nexport function begin() {\n  work();\n}\n',
      mended: 'const work = async () => 1;\nexport async function begin() {\n  await work();\n}\n',
      says: '@typescript-eslint/no-floating-promises',
    },
    {
      what: 'a digest that Electron lacks',
      file: 'main/hub/digest.ts',
      broken: "import { createHash } from 'node:crypto';\nexport const digest = () => createHash('sm3');\n",
      mended:
        "import { createHash } from 'node:crypto';\nexport const digest = () => createHash('sha256');\n",
      says: 'no-restricted-syntax',
    },
    {
      what: 'an error that is swallowed without a word',
      file: 'main/hub/swallowed.ts',
      broken: 'export function attempt(work: () => void) {\n  try {\n    work();\n  } catch {}\n}\n',
      mended:
        'export function attempt(work: () => void) {\n  try {\n    work();\n  } catch {\n    // nothing hangs on it\n  }\n}\n',
      says: 'no-empty',
    },
    {
      what: 'a hook inside a branch',
      file: 'renderer/console/Branch.tsx',
      broken:
        "import { useState } from 'react';\nexport function Branch({ on }: { on: boolean }) {\n  if (on) useState(1);\n  return null;\n}\n",
      mended:
        "import { useState } from 'react';\nexport function Branch() {\n  useState(1);\n  return null;\n}\n",
      says: 'react-hooks/rules-of-hooks',
    },
  ];

  let broken: Map<string, (string | null)[]>;
  let mended: Map<string, (string | null)[]>;

  const lint = async () => {
    const results = await new ESLint({ cwd: house }).lintFiles(breaches.map(({ file }) => file));
    return new Map(
      results.map(({ filePath, messages }) => [
        filePath.slice(house.length + 1),
        messages.map(({ ruleId }) => ruleId),
      ]),
    );
  };

  beforeAll(async () => {
    breakAll(breaches);
    broken = await lint();
    mendAll(breaches);
    mended = await lint();
    clear(breaches);
  });

  it.each(breaches)('refuses $what', ({ file, says }) => expect(broken.get(file)).toEqual([says]));
  it.each(breaches)('lets pass what replaces $what', ({ file }) => expect(mended.get(file)).toEqual([]));
});

describe('the compiler', () => {
  const naming = (name: string, file: string, expression: string, mended: string): Breach => ({
    what: `${name} in ${dirname(file)}`,
    file,
    broken: `export const found = () => ${expression};\n`,
    mended: `export const found = () => ${mended};\n`,
    says: name,
  });
  const breaches: Breach[] = [
    naming('setTimeout', 'main/domain/wait.ts', 'setTimeout(() => undefined, 1)', '1'),
    naming('process', 'main/domain/env.ts', 'process.env', '1'),
    naming('fetch', 'main/contracts/ask.ts', "fetch('/')", '1'),
    naming('crypto', 'main/domain/ids.ts', 'crypto.randomUUID()', '1'),
    naming('window', 'main/contracts/page.ts', 'window.name', '1'),
    naming('document', 'main/hub/page.ts', 'document.title', 'process.title'),
    naming('process', 'renderer/client/env.ts', 'process.env', 'document.title'),
    naming('Buffer', 'preload/bytes.ts', "Buffer.from('a')", 'document.title'),
    {
      what: 'main/domain reaching into a project that it does not build on',
      file: 'main/domain/reach.ts',
      broken: "import { sound } from '../hub/sound.ts';\nexport const heard = sound;\n",
      mended: "import { sound } from '#contracts/sound.ts';\nexport const heard = sound;\n",
      says: 'hub/sound.ts',
    },
  ];

  let broken: string;
  let mended: { code: number; out: string };
  const compile = () => run('@typescript/native/bin/tsc', ['-b', '--pretty', 'false']);

  beforeAll(async () => {
    breakAll(breaches);
    broken = (await compile()).out;
    mendAll(breaches);
    mended = await compile();
    clear(breaches);
  });

  it.each(breaches)('refuses $what', ({ file, says }) => {
    const about = broken.split('\n').filter((line) => line.startsWith(`${file}(`));
    expect(about.join('\n')).toContain(says);
  });

  it('is quiet when each of them is mended', () => expect(mended).toEqual({ code: 0, out: '' }));
});
