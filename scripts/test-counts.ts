/** How many tests passed and failed. */
export interface TestCounts {
  passed: number;
  failed: number;
}

// eslint-disable-next-line no-control-regex -- the escape that starts a colour is a control character
const colours = /\u001b\[[0-9;]*m/g;

/** Reads the last summary of vitest (`Tests  1 failed | 80 passed (81)`) or Playwright (`2 failed`, `27 passed`). */
export function readTestCounts(output: string): TestCounts {
  const text = output.replace(colours, '');
  const vitestSummary = [...text.matchAll(/^\s*Tests\s+(.*)$/gm)].at(-1)?.[1];
  const summary =
    vitestSummary ??
    text
      .split('\n')
      .slice(-60)
      .filter((line) => /^\s+\d+ \w+/.test(line))
      .join('\n');
  const count = (word: string) => Number(new RegExp(`(\\d+) ${word}`).exec(summary)?.[1] ?? 0);
  return { passed: count('passed'), failed: count('failed') + count('flaky') + count('did not run') };
}
