import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plugin, Rolldown } from 'vite';

const SERVICE_WORKER = 'field-sw.js';

const MANIFEST = {
  id: 'hengling-field',
  name: '衡令 · 现场',
  short_name: '衡令现场',
  lang: 'zh-CN',
  start_url: './field.html',
  scope: './',
  display: 'standalone',
  orientation: 'any',
  background_color: '#0a0e13',
  theme_color: '#10161d',
  icons: [
    { src: './field-icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
    { src: './field-icon.png', sizes: '1024x1024', type: 'image/png', purpose: 'any' },
  ],
};

const ICONS = { 'field-icon.svg': 'icon.svg', 'field-icon.png': 'icon.png' };

/**
 * What makes the field page installable and keeps it working offline: a manifest and icons under fixed names, and in
 * the service worker the list of the page's files with a version that changes when any of them does.
 *
 * @param root the checkout.
 */
export function fieldAppFiles(root: string): Plugin {
  return {
    name: 'field-app-files',
    apply: 'build',
    enforce: 'post', // after Vite has written field.html and named the styles
    generateBundle(_options, bundle) {
      const fixed: Record<string, string | Uint8Array> = {
        'field.webmanifest': JSON.stringify(MANIFEST, null, 2),
      };
      for (const [fileName, icon] of Object.entries(ICONS))
        fixed[fileName] = readFileSync(resolve(root, 'resources/icons', icon));
      for (const [fileName, source] of Object.entries(fixed))
        this.emitFile({ type: 'asset', fileName, source });

      const worker = bundle[SERVICE_WORKER];
      if (worker?.type !== 'chunk') throw new Error(`${SERVICE_WORKER} was not built`);
      if (worker.imports.length > 0)
        throw new Error(`${SERVICE_WORKER} must be one file, but imports ${worker.imports.join(', ')}`);
      const names = [...filesOf(bundle, 'field.html'), ...Object.keys(fixed)].sort();
      const digest = createHash('sha256');
      for (const name of names) digest.update(name).update(contentOf(bundle[name]) ?? fixed[name] ?? '');
      worker.code = worker.code
        .replace(/(["'`])__FIELD_FILES__\1/, JSON.stringify(names))
        .replace(/(["'`])__FIELD_VERSION__\1/, JSON.stringify(digest.digest('hex').slice(0, 16)));
      if (worker.code.includes('__FIELD_')) throw new Error(`${SERVICE_WORKER} still has a placeholder`);
    },
  };
}

const contentOf = (file: Rolldown.OutputChunk | Rolldown.OutputAsset | undefined) =>
  file?.type === 'chunk' ? file.code : file?.source;

/** The page, its scripts, and the styles and pictures that those brought. */
function filesOf(bundle: Rolldown.OutputBundle, page: string): Set<string> {
  const files = new Set<string>([page]);
  const visit = (fileName: string) => {
    const chunk = bundle[fileName];
    if (files.has(fileName) || chunk?.type !== 'chunk') return;
    files.add(fileName);
    const { importedCss, importedAssets } =
      (chunk as { viteMetadata?: { importedCss: Set<string>; importedAssets: Set<string> } }).viteMetadata ??
      {};
    for (const asset of [...(importedCss ?? []), ...(importedAssets ?? [])]) files.add(asset);
    [...chunk.imports, ...chunk.dynamicImports].forEach(visit);
  };
  for (const [fileName, file] of Object.entries(bundle)) {
    if (file.type === 'chunk' && file.facadeModuleId?.endsWith(`/${page}`)) visit(fileName);
  }
  return files;
}
