import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** Faults of other apps that were collected before the rules were written, numbered; each is replayed under its number. */
const KNOWN_CASES = 28;

it('replays every known fault of other apps by its number', () => {
  const root = join(import.meta.dirname, '..', '..');
  const titles = ['shared/src', 'web/src/lib', 'tests/convergence', 'sync-server/src']
    .flatMap((folder) => testFilesOf(join(root, folder)))
    .flatMap(
      (path) =>
        readFileSync(path, 'utf8').match(/\b(?:it|describe)(?:\.each\([^)]*\))?\(\s*(['"`]).*?\1,/g) ?? [],
    );
  const replayed = new Set(titles.flatMap(numbersIn));
  const numbers = Array.from({ length: KNOWN_CASES }, (_, i) => i + 1);
  expect(numbers.filter((number) => !replayed.has(number))).toEqual([]);
});

/** Of a title such as 'peers 12, 13: …'. */
function numbersIn(title: string): number[] {
  const [, list = ''] = /peers (\d+(?:, \d+)*)/.exec(title) ?? [];
  return list.split(', ').map(Number);
}

function testFilesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts') && !path.includes('node_modules'))
    .map((path) => join(folder, path));
}
