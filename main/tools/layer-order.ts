import type { Plugin } from 'vite';

/** As renderer/ui/tokens.css has it. */
const ORDER = '@layer reset, tokens, ui, features;';

/**
 * Says the order of the CSS layers at the head of every built style sheet. The first sheet that a page loads decides it,
 * and which one that is the bundler chooses: without this a chunk of `ui` may come first, and `reset` then wins over it.
 */
export const layerOrder = (): Plugin => ({
  name: 'layer-order',
  enforce: 'post',
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type === 'asset' && file.fileName.endsWith('.css')) file.source = `${ORDER}${String(file.source)}`;
    }
  },
});
