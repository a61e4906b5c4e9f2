import { isDeepStrictEqual } from 'node:util';
import { runnerFor } from './run-case.ts';
import { readVectorFile } from './vector-file.ts';

process.exitCode = runVectors(process.argv[2]);

/** Runs every case of the file that the code has rules for; the exit code: 1 on a failure, 2 on an unreadable file. */
function runVectors(path: string | undefined): 0 | 1 | 2 {
  if (path === undefined) {
    console.error('usage: pnpm vectors FILE');
    return 2;
  }
  const file = readVectorFile(path);
  if (!file.ok) {
    console.error(file.refusal);
    return 2;
  }
  let passed = 0;
  let failed = 0;
  for (const { name: part, cases } of file.value) {
    const run = runnerFor(part);
    if (!run) {
      console.log(`part not known yet: ${part} (${cases.length} cases)`);
      continue;
    }
    for (const testCase of cases) {
      const { name, expected, got } = run(testCase);
      if (isDeepStrictEqual(got, expected)) {
        passed++;
        continue;
      }
      failed++;
      console.log(`${part}: ${name}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(got)}`);
    }
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}
