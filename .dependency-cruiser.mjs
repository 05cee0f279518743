/** Layer → the layers it may import besides itself. ARCHITECTURE.md explains each line. */
const MAY_IMPORT = {
  'main/contracts': [],
  'main/domain': ['main/contracts'],
  'main/hub': ['main/domain', 'main/contracts'],
  'main/desktop': ['main/hub', 'main/contracts'],
  'main/launch': [], // must run on the Node of the machine, which may be too old for the rest
  'main/tools': ['main/hub', 'main/domain', 'main/contracts', 'main/launch', 'renderer/client'], // the simulator's phones keep the same link
  preload: ['main/contracts'],
  'renderer/ui': [],
  'renderer/i18n': [],
  'renderer/client': ['main/contracts', 'main/domain'], // the replica folds events with the same evolve
  'renderer/console': ['renderer/ui', 'renderer/client', 'renderer/i18n', 'main/contracts', 'main/domain'],
  'renderer/field': ['renderer/ui', 'renderer/client', 'renderer/i18n', 'main/contracts', 'main/domain'],
};

const layers = Object.entries(MAY_IMPORT).map(([layer, allowed]) => ({
  name: `layer:${layer}`,
  severity: 'error',
  from: { path: `^${layer}/` },
  to: { path: '^(main|preload|renderer|test)/', pathNot: [layer, ...allowed].map((name) => `^${name}/`) },
}));

export default {
  forbidden: [
    ...layers,
    {
      name: 'electron-only-in-the-shell',
      severity: 'error',
      from: { path: '^(main|preload|renderer)/', pathNot: '^(main/desktop|preload)/' },
      to: { path: '(^electron$|node_modules/electron/)' },
    },
    {
      name: 'no-node-in-pure-or-pages',
      severity: 'error',
      from: { path: '^(main/(contracts|domain)|renderer)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'sqlite-behind-the-store',
      severity: 'error',
      from: { path: '^main/', pathNot: '^main/(hub/store|tools)/' },
      to: { path: '^(node:)?sqlite$' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
