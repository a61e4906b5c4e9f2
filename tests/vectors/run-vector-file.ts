import { isDeepStrictEqual } from 'node:util';
import { runCase } from './run-case.ts';
import { readVectorFile } from './vector-file.ts';

export interface VectorReport {
  /** 1 on a failure, 2 when the file cannot be read. */
  exitCode: 0 | 1 | 2;
  /** A line per mismatch, then `N passed, N failed`; none when the file cannot be read. */
  lines: readonly string[];
  /** Why the file cannot be read. */
  refusal: string | null;
}

/** Runs every case of a vectors file against the rules. A part or function that is not known fails, and the rest runs. */
export function runVectorFile(path: string): VectorReport {
  const file = readVectorFile(path);
  if (!file.ok) return { exitCode: 2, lines: [], refusal: file.refusal };
  const lines: string[] = [];
  let passed = 0;
  let failed = 0;
  for (const { name: part, cases } of file.value) {
    for (const [index, testCase] of cases.entries()) {
      const { name, expected, got } = runCase(part, testCase, `case ${index + 1}`);
      if (isDeepStrictEqual(got, expected)) {
        passed++;
        continue;
      }
      failed++;
      lines.push(`${part}: ${name}: expected ${textOf(expected)}, got ${textOf(got)}`);
    }
  }
  lines.push(`${passed} passed, ${failed} failed`);
  return { exitCode: failed > 0 ? 1 : 0, lines, refusal: null };
}

function textOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
