/**
 * Sees every rule of .dependency-cruiser.cjs fail once: a rule that cannot fail guards nothing. For each rule a file
 * that breaks it is written into an otherwise empty copy of the map, and the rule must name it.
 */
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type IConfiguration, type ICruiseResult } from 'dependency-cruiser';

const root = join(import.meta.dirname, '..');
const configuration = createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs')) as IConfiguration;

/** By rule: the files that are there, the first of them being the one that breaks it. */
const breaches: Record<string, Record<string, string>> = {
  'no-cycles': {
    'shared/src/money/a.ts': "import { b } from './b.ts';\nexport const a = () => b;\n",
    'shared/src/money/b.ts': "import { a } from './a.ts';\nexport const b = () => a;\n",
  },
  'shared-is-pure': { 'shared/src/money/reads-files.ts': "export { readFile } from 'node:fs/promises';\n" },
  'yjs-stops-at-the-document': { 'shared/src/balances/knows-yjs.ts': "export { Doc } from 'yjs';\n" },
  'web-and-server-are-strangers': {
    'web/src/lib/platform/asks-server.ts':
      "export { config } from '../../../../sync-server/src/config.ts';\n",
    'sync-server/src/config.ts': 'export const config = 1;\n',
  },
  'features-do-not-import-one-another': {
    'web/src/lib/overview/borrows.ts': "export { form } from '../expenses/form.ts';\n",
    'web/src/lib/expenses/form.ts': 'export const form = 1;\n',
  },
  'parts-know-no-features': {
    'web/src/lib/history/borrows.ts': "export { form } from '../expenses/form.ts';\n",
    'web/src/lib/expenses/form.ts': 'export const form = 1;\n',
  },
  'nothing-imports-routes': {
    'web/src/lib/settings/climbs.ts': "export { page } from '../../routes/page.ts';\n",
    'web/src/routes/page.ts': 'export const page = 1;\n',
  },
  'ledger-below-features': {
    'web/src/lib/ledger/draws.ts': "export { button } from '../ui/button.ts';\n",
    'web/src/lib/ui/button.ts': 'export const button = 1;\n',
  },
  'ledger-knows-no-classes': {
    'web/src/lib/ledger/syncs.ts': "export { classes } from '../class-book/classes.ts';\n",
    'web/src/lib/class-book/classes.ts': 'export const classes = 1;\n',
  },
  'spending-above-classes': {
    'web/src/lib/class-book/sums.ts': "export { sums } from '../spending/sums.ts';\n",
    'web/src/lib/spending/sums.ts': 'export const sums = 1;\n',
  },
  'class-sync-below-ledger': {
    'web/src/lib/class-sync/knows-ledger.ts': "export { ledger } from '../ledger/ledger.ts';\n",
    'web/src/lib/ledger/ledger.ts': 'export const ledger = 1;\n',
  },
  'platform-below-ledger': {
    'web/src/lib/platform/knows-ledger.ts': "export { ledger } from '../ledger/ledger.ts';\n",
    'web/src/lib/ledger/ledger.ts': 'export const ledger = 1;\n',
  },
  'ui-is-a-leaf': {
    'web/src/lib/ui/knows-words.ts': "export { words } from '../locale/words.ts';\n",
    'web/src/lib/locale/words.ts': 'export const words = 1;\n',
  },
  'browser-io-in-platform': { 'web/src/lib/ledger/opens.ts': "export { openDB } from 'idb';\n" },
  'no-test-code-in-products': {
    'shared/src/money/uses-test.ts': "export { fixture } from './money.test.ts';\n",
    'shared/src/money/money.test.ts': 'export const fixture = 1;\n',
  },
};

async function rulesBrokenBy(files: Record<string, string>): Promise<Set<string>> {
  const folder = await mkdtemp(join(tmpdir(), 'tallybook-boundaries-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(join(folder, dirname(path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    await symlink(join(root, 'web/node_modules'), join(folder, 'node_modules'));
    await mkdir(join(folder, 'shared'), { recursive: true });
    await symlink(join(root, 'shared/node_modules'), join(folder, 'shared/node_modules'));
    const { output } = await cruise(
      ['.'],
      {
        baseDir: folder,
        ruleSet: { forbidden: configuration.forbidden ?? [] },
        validate: true,
        tsPreCompilationDeps: true,
        doNotFollow: { path: 'node_modules' },
        exclude: { path: '^(shared/)?node_modules' },
      },
      { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
    );
    const { summary } = output as ICruiseResult;
    const [culprit] = Object.keys(files);
    return new Set(summary.violations.filter(({ from }) => from === culprit).map(({ rule }) => rule.name));
  } finally {
    await rm(folder, { recursive: true });
  }
}

const names = (configuration.forbidden ?? []).map(({ name }) => name ?? '');
let failed = 0;
for (const name of names) {
  const files = breaches[name];
  const wasSeen = files !== undefined && (await rulesBrokenBy(files)).has(name);
  if (wasSeen) continue;
  failed++;
  console.log(files ? `${name}: the breach was not reported` : `${name}: no breach is written for it here`);
}
console.log(`boundaries: ${names.length - failed} rules seen to fail, ${failed} not`);
process.exitCode = failed > 0 ? 1 : 0;
