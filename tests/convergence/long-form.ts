/**
 * The convergence properties with many more runs than the test command takes time for:
 * `pnpm campaign:convergence [runs=20000] [seed]`; exit 1 on a failure, whose message has the seed.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const [runs = '20000', seed = String(Date.now() % 1_000_000)] = process.argv.slice(2);
if (![runs, seed].every((text) => /^\d{1,9}$/.test(text))) {
  console.error('usage: pnpm campaign:convergence [runs=20000] [seed]');
  process.exit(2);
}

console.log(`seed ${seed}: ${runs} runs`);
const root = join(import.meta.dirname, '..', '..');
const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--project', 'rules', 'convergence.test'],
  { cwd: root, stdio: 'inherit', env: { ...process.env, PROPERTY_RUNS: runs, PROPERTY_SEED: seed } },
);
process.exitCode = status ?? 1;
