/** Fails a build that would not work offline or that weighs more than it may. Run it after `pnpm build`. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { precachedFiles, weighClassScreen, weighFirstVisit } from './build-weight.ts';

const webFolder = join(import.meta.dirname, '../web');
const webBuild = join(webFolder, 'build');
const kilobyte = 1000;

const budgets = [
  { name: 'JavaScript of the first visit of /', limitBytes: 60 * kilobyte, of: 'scriptBytes' },
  { name: 'first visit of / in all', limitBytes: 120 * kilobyte, of: 'pageBytes' },
  { name: 'first visit with the precache', limitBytes: 250 * kilobyte, of: 'withPrecacheBytes' },
  { name: 'everything there is', limitBytes: 560 * kilobyte, of: 'withLaterPartsBytes' },
  { name: 'JavaScript of the screen of a class', limitBytes: 148 * kilobyte, of: 'classScreenBytes' },
] as const;

/** A build with an empty precache is green and useless: nothing tells before somebody is offline. */
function precacheProblems(): string[] {
  const files = precachedFiles(webBuild);
  if (files.length === 0) return ['the service worker precaches nothing'];
  const problems = files
    .filter((file) => !existsSync(join(webBuild, file)))
    .map((file) => `${file} is precached but not built`);
  if (!files.includes('200.html')) problems.push('/200.html is not precached: no screen would open offline');
  const source = readFileSync(join(webBuild, 'service-worker.js'), 'utf8');
  const hashes = source.match(/"integrity":"sha256-/g)?.length ?? 0;
  if (hashes !== files.length - 1)
    problems.push(`${files.length - 1 - hashes} precached files carry no hash of their content`);
  return problems;
}

const problems = precacheProblems();
const weight = { ...weighFirstVisit(webFolder), classScreenBytes: weighClassScreen(webFolder) };
for (const { name, limitBytes, of } of budgets) {
  const bytes = weight[of];
  console.log(
    `${name}: ${(bytes / kilobyte).toFixed(1)} kB of ${limitBytes / kilobyte} kB (brotli, with headers)`,
  );
  if (bytes > limitBytes) problems.push(`${name} is ${bytes - limitBytes} bytes over its budget`);
}
console.log(`precache: ${precachedFiles(webBuild).length} files`);
for (const problem of problems) console.error(`build: ${problem}`);
process.exitCode = problems.length > 0 ? 1 : 0;
