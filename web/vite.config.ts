import { sveltekit } from '@sveltejs/kit/vite';
import { SvelteKitPWA } from '@vite-pwa/sveltekit';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { manifest } from './manifest.ts';
import { precacheManifest } from './precache-manifest.ts';

const server = `http://127.0.0.1:${process.env['PORT'] ?? '8787'}`;

/**
 * A few chunks instead of fifty: what the first screen needs with all that it imports, the screens that are opened
 * later, what lists read of classes, the screens of classes and accounts, and the engine that edits and syncs classes
 * with Yjs. Each request costs its headers, and small files compress badly. What is imported on demand (recovery,
 * restore, migration) stays apart.
 */
const onDemand = /\/(number-style|Banners|app-frame\/messages|overview\/(?!OverviewScreen))\b/;
/** Of an installed app, loaded when the page is quiet, and the app lock where it is on. */
const comforts =
  /\/lib\/app-frame\/comforts\/(?!start-badge|news-count)|\/lib\/app-lock\/watch-lock|\/lib\/platform\/(app-badge|lock-keeping|transition-page)/;
const appLock =
  /\/lib\/app-lock\/(?!lock-state|LockSettings|LockOptions|TurnOn|passcode-(rule|check)|failure-pause|watch-lock|Forgotten|Erase|everything)|\/lib\/platform\/(device-credential|lock-channel|page-curtain|passcode-hash)|\/locale\/lock-messages/;
/** The lock needs it, and so does what has come since the last visit of a class. */
const base64 = /\/lib\/platform\/base64/;
const ofBadge = /\/lib\/app-frame\/comforts\/|\/lib\/platform\/(clear-local-memories|seen-changes)/;
/** Reading, writing and mending records: a first visit has none. */
const records =
  /\/lib\/ledger\/(bulk-|category-(?!writer)|derive-rows|derived-write|entity-batches|entry-(book|history|stock)|known-tags|learnt-from|line-finder|list-(chunk|index)|merge-(chunks|fields)|open-stock|paged-entries|period-sums|projection|read-changes|record-writer|remembered-entry|row-view|undo-list-change)|\/lib\/platform\/(breathe|migration-copy)/;
/** Plans, budgets and rates of one's own, which few have, and entering what is due. */
const ownRecords =
  /\/lib\/ledger\/(occurrences|own-(kinds|record-(access|writer)|rows))|\/shared\/src\/personal\/(budgets|plan-of-entry|plans)\b|\/lib\/overview\/own-coming/;
/** Fetched one by one with what asks for it. */
const apartOfLedger = /\/lib\/ledger\/(category-writer|import-rows|index-entries|recover-entries)/;
const firstScreen =
  /\/node_modules\/(svelte|@sveltejs\/kit)\/|\/web\/src\/lib\/(app-frame|ledger|locale|overview|platform|pwa)\/|\/lib\/profile\/(account\.svelte|context)\.ts|\/lib\/class-book\/(classes\.svelte|context)\.ts|\/lib\/class-sync\/class-status\.ts|\/lib\/app-lock\/lock-state/;
const laterScreens = /\/web\/src\/lib\/(expenses|settings|transfer|ledger\/ledger-window)/;
const classList =
  /\/lib\/class-book\/(class-shelf|share-sums)|\/lib\/platform\/(class-(channel|checksum|rows|shares|store|unsent)|share-s|sum-cells)/;
/** What several features use, and the engine some of it. */
const parts =
  /\/lib\/(ui|entries)\/(?!QrCode|base)|\/lib\/ledger\/entry-list|\/lib\/platform\/readable-rows|\/lib\/platform\/(api-request|download)|\/lib\/live-class\/(context|for-one-action)|\/shared\/src\/(personal\/month-spans|class-doc\/commands\/text-faults|protocol\/(class-code|problem-codes|schema-version))/;
/** For forms with amounts. */
const amounts = /\/shared\/src\/money\/|\/lib\/platform\/number-style/;
const classHome = /\/web\/src\/lib\/class-home\/(?![Pp]ay|[Ww]hy|Unit|unit-(balances|messages))/;
const classScreens = /\/web\/src\/lib\/(account|classes|class-settings|profile)\//;
const engineOfPlatform = /\/lib\/platform\/(class-api|stored-class|sync-(api|lock|socket))/;
/** What saving a record of one's own needs, too: it must not load Yjs. */
const rules = /\/shared\/src\/revisions\//;
const engine =
  /\/node_modules\/(yjs|y-websocket|y-protocols|lib0)\/|\/web\/src\/lib\/(class-book|class-sync|live-class(?!\/occurrence-maker))\/|\/shared\/src\/class-doc\/(?!default-split|plan-|unit-requests|commands\/(add-comment|continue-class|convert-currency|mark-distinct|occurrences|plans|include-member|restore-v|set-(default-split|pay-line|unit)|skip-occurrence|units))/;

/** What few visits of a class need: a file each, fetched with its screen or kept for later. */
const furtherParts = {
  'all-search': /\/lib\/all-search\/|\/locale\/all-search-messages|\/lib\/platform\/class-search-store/,
  'class-balances': /\/lib\/class-balances\/|\/locale\/class-balances-messages/,
  'class-charts': /\/lib\/class-charts\/|\/locale\/class-charts-messages/,
  'class-claims': /\/lib\/class-claims\/|\/locale\/class-claims-messages/,
  'class-continue':
    /\/lib\/class-continue\/|\/locale\/class-continue-messages|\/class-doc\/commands\/continue-class/,
  'class-history': /\/lib\/class-history\/|\/locale\/class-history-messages/,
  'class-late-joiner':
    /\/lib\/class-late-joiner\/|\/locale\/class-late-joiner-messages|\/class-doc\/commands\/include-member/,
  'class-search': /\/lib\/class-search\/|\/locale\/class-search-messages/,
  'class-put-away': /\/lib\/platform\/class-put-away/,
  'class-plans': /\/lib\/class-plans\/|\/locale\/class-plans-messages/,
  // Its watcher looks whether there is any budget before it brings the others along.
  budgets:
    /\/lib\/budgets\/(?!BudgetWatch\.svelte)|\/locale\/budgets-messages|\/lib\/platform\/notifications|\/personal\/budget-state/,
  'exchange-rates': /\/lib\/exchange-rates\/|\/locale\/exchange-rates-messages|\/money\/read-rate/,
  insights: /\/lib\/insights\/|\/locale\/insights-messages/,
  recurring: /\/lib\/recurring\/|\/locale\/recurring-messages|\/personal\/find-recurring/,
  people: /\/lib\/people\/|\/locale\/people-messages/,
  'split-editor':
    /\/lib\/split-editor\/(?!split-draft)|\/locale\/split-messages|\/lib\/expenses\/(SplitPart|UsualSplit)/,
};

/** How a split is kept and opened, which forms of one's own expenses ask for, too: they must not load the engine. */
const splitValues =
  /\/shared\/src\/split\/(recipe|share-text|split-by-|whole-units)|\/shared\/src\/class-doc\/default-split|\/lib\/split-editor\/(split-draft|open-split|read-typed)/;

/** What repeats, in classes and of one's own: its fields and words, and the rule alone, which the engine needs, too. */
const recurrence = /\/lib\/(kept-form|recurrence)\/|\/locale\/recurrence-messages/;
const recurrenceRule = /\/shared\/src\/calendar\/recurrence\b/;

/** Of every form: what is said of drafts is said by those of plans and budgets, too. */
const formTexts = /\/locale\/form-messages/;

/** What Overview, Insights and budgets stand on. */
const picture =
  /\/lib\/(spending|period-choice)\/|\/locale\/(overview|period)-messages|\/lib\/overview\/(?!OverviewScreen|own-coming)|\/personal\/(periods|exchange-rates|own-record)\b/;

/** Texts of one feature travel with it. */
const textsOfFeatures = /\/lib\/locale\/([a-z-]+-messages|storage-titles)[-.]/;

const ofScreensInPlatform =
  /\/lib\/platform\/(account-api|class-put-away|code-camera|load-page|class-search-store|notifications|session-memory|touch)/;

const isLater = (id: string): boolean =>
  [
    onDemand,
    comforts,
    appLock,
    base64,
    ofBadge,
    records,
    ownRecords,
    apartOfLedger,
    picture,
    laterScreens,
    classList,
    parts,
    amounts,
    engineOfPlatform,
    ofScreensInPlatform,
    textsOfFeatures,
  ].some((part) => part.test(id));
const isOfFirst = (id: string): boolean => firstScreen.test(id) && !isLater(id);

const isOfLaterScreens = (id: string): boolean =>
  laterScreens.test(id) && !onDemand.test(id) && !furtherParts['split-editor'].test(id);

const chunkGroups = [
  { name: 'base64', test: base64, priority: 70 },
  { name: 'first', test: isOfFirst, priority: 60 },
  // Of the list and of a class: a part of its own, or whichever of the two comes first would bring the other along.
  { name: 'entry-search', test: /\/lib\/entry-search\//, priority: 28 },
  // Of the charts of a class and of Insights, neither of which shall bring the other along.
  { name: 'charts', test: /\/lib\/charts\//, priority: 33 },
  { name: 'picture', test: picture, priority: 31 },
  { name: 'records', test: records, priority: 27 },
  { name: 'form-texts', test: formTexts, priority: 37 },
  { name: 'recurrence-rule', test: recurrenceRule, priority: 37 },
  // After the records, which both build on: nobody without a plan loads one of them for an entry.
  { name: 'own-records', test: ownRecords, priority: 26 },
  { name: 'recurrence', test: recurrence, priority: 26 },
  ...Object.entries(furtherParts).map(([name, test]) => ({ name, test, priority: 25 })),
  { name: 'split-values', test: splitValues, priority: 35 },
  { name: 'banners', test: /\/lib\/app-frame\/(Banners|messages)\b/, priority: 30 },
  { name: 'comforts', test: comforts, priority: 50 },
  { name: 'app-lock', test: appLock, priority: 50 },
  { name: 'class-list', test: classList, priority: 40 },
  { name: 'parts', test: (id: string) => [parts, amounts, rules].some((one) => one.test(id)), priority: 55 },
  {
    name: 'classes-engine',
    test: (id: string) => engine.test(id) || engineOfPlatform.test(id),
    priority: 30,
  },
  // Before the parts of classes: what both use must not bring one of those along.
  { name: 'later', test: isOfLaterScreens, priority: 26 },
  { name: 'class-home', test: classHome, priority: 20 },
  {
    name: 'class-screens',
    test: (id: string) => classScreens.test(id) || id.includes('/web/src/lib/class-home/'),
    priority: 10,
  },
];

export default defineConfig({
  plugins: [
    sveltekit(),
    SvelteKitPWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'service-worker.ts',
      registerType: 'prompt',
      injectRegister: false,
      // With the default './' a first visit to a nested link gets no service worker.
      base: '/',
      scope: '/',
      kit: { adapterFallback: '200.html', spa: true },
      injectManifest: {
        // Icons belong to the installation: the browser fetches them when it installs the app, not the app when it starts.
        globPatterns: ['client/**/*.{js,css,webmanifest}', 'client/favicon.svg'],
        manifestTransforms: [precacheManifest],
      },
      manifest,
      devOptions: { enabled: false },
    }),
  ],
  resolve: {
    // Yjs brings a logger that draws in the console, with a DOM and a schema library of its own.
    alias: { 'lib0/logging': fileURLToPath(new URL('silent-logging.ts', import.meta.url)) },
  },
  build: {
    target: 'es2022',
    cssMinify: true,
    // The first browsers with `light-dark()`; it would otherwise be rewritten at twice the weight.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    rolldownOptions: {
      output: { codeSplitting: { groups: chunkGroups } },
      // No component here is a custom element; the module would define their base class at every start.
      treeshake: {
        moduleSideEffects: [
          { test: /svelte\/src\/internal\/client\/dom\/elements\/custom-element/, sideEffects: false },
        ],
      },
    },
  },
  server: {
    proxy: { '/api': server, '/healthz': server, '/sync': { target: server, ws: true } },
  },
});
