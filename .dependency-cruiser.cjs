/** The directions of the map in ARCHITECTURE.md. `pnpm boundaries` also sees each rule fail once. */
const features =
  'account|all-search|app-frame|app-lock|budgets|categories|class-balances|class-charts|class-claims|class-continue|class-history|class-home|class-late-joiner|class-plans|class-search|class-settings|classes|exchange-rates|expenses|insights|overview|people|recurring|settings|transfer';
/** What several features are put together from. They may use `spending`, a room of state above ledger and class-book. */
const parts =
  'charts|period-choice|entries|entry-search|history|kept-form|quick-entry|recurrence|split-editor';
const feature = `^web/src/lib/(${features})/`;

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A cycle has no first module to read or test; move what both need below both.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'shared-is-pure',
      comment:
        'shared/ holds rules without I/O: it imports nothing but itself, and Yjs where the document is.',
      severity: 'error',
      from: { path: '^shared/src/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^shared/src/|node_modules/yjs/' },
    },
    {
      name: 'yjs-stops-at-the-document',
      comment:
        'Rules, screens and their models read plain records; only the document and the sync layers know Yjs.',
      severity: 'error',
      from: { path: '^shared/src/', pathNot: '^shared/src/class-doc/|\\.test\\.ts$' },
      to: { path: 'node_modules/(yjs|lib0)/' },
    },
    {
      name: 'web-and-server-are-strangers',
      comment: 'They meet only in shared/protocol.',
      severity: 'error',
      from: { path: '^(web|sync-server)/' },
      to: { path: '^(web|sync-server)/', pathNot: '^$1/' },
    },
    {
      name: 'features-do-not-import-one-another',
      comment: 'What two features need belongs to ledger, ui or shared; pages put features together.',
      severity: 'error',
      from: { path: feature },
      to: { path: feature, pathNot: '^web/src/lib/$1/' },
    },
    {
      name: 'parts-know-no-features',
      comment: 'A part that several features use cannot need one of them.',
      severity: 'error',
      from: { path: `^web/src/lib/(${parts})/` },
      to: { path: feature },
    },
    {
      name: 'nothing-imports-routes',
      comment: 'Pages are the top of the house.',
      severity: 'error',
      from: { pathNot: '^web/src/routes/' },
      to: { path: '^web/src/routes/' },
    },
    {
      name: 'ledger-below-features',
      comment: 'Rooms of state hold reactive models and commands, no components and no features.',
      severity: 'error',
      from: {
        path: '^web/src/lib/(ledger|class-book|live-class|profile|spending)/',
        pathNot: '\\.test\\.ts$',
      },
      to: { path: `${feature}|^web/src/lib/(ui|locale|${parts})/|\\.svelte$` },
    },
    {
      name: 'ledger-knows-no-classes',
      comment:
        'The personal ledger opens at every start; what is of classes and accounts is loaded when it is used.',
      severity: 'error',
      from: { path: '^web/src/lib/ledger/' },
      to: { path: '^web/src/lib/(class-book|class-sync|live-class|profile|spending)/' },
    },
    {
      name: 'spending-above-classes',
      comment: 'spending/ adds up what the ledger and the classes know; neither knows of it.',
      severity: 'error',
      from: { path: '^web/src/lib/(class-book|live-class|profile)/' },
      to: { path: '^web/src/lib/spending/' },
    },
    {
      name: 'class-sync-below-ledger',
      comment: 'class-sync/ holds class documents and their sync; it knows no screens and not who uses it.',
      severity: 'error',
      from: { path: '^web/src/lib/class-sync/' },
      to: {
        path: `${feature}|^web/src/lib/(ledger|class-book|live-class|profile|spending|ui|locale|${parts}|pwa)/|\\.svelte$`,
      },
    },
    {
      name: 'platform-below-ledger',
      comment: 'platform/ owns browser I/O and knows nothing of who uses it.',
      severity: 'error',
      from: { path: '^web/src/lib/platform/' },
      to: { path: '^web/src/lib/(?!platform/)' },
    },
    {
      name: 'ui-is-a-leaf',
      comment: 'ui/ takes props and gives callbacks; of ours it may use shared only.',
      severity: 'error',
      from: { path: '^web/src/lib/ui/' },
      to: { path: '^web/src/lib/(?!ui/)' },
    },
    {
      name: 'browser-io-in-platform',
      comment: 'idb is used by platform/ alone, so that one module owns the one connection.',
      severity: 'error',
      from: { path: '^web/src/', pathNot: '^web/src/lib/platform/' },
      to: { path: 'node_modules/idb/' },
    },
    {
      name: 'no-test-code-in-products',
      severity: 'error',
      from: { path: '^(shared|sync-server|web)/src/', pathNot: '\\.test\\.ts$|/contract-suite\\.ts$' },
      to: { path: '^tests/|\\.test\\.ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.boundaries.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'import', 'types', 'default'],
    },
    exclude: { path: '(\\.svelte-kit|/build/|/dist/)' },
  },
};
