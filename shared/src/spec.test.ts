import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const here = import.meta.dirname;
const files = readdirSync(here, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => ({ path, text: readFileSync(`${here}/${path}`, 'utf8') }));
const rules = idsIn(readFileSync(`${here}/../SPEC.md`, 'utf8'), /^- \*\*\[([A-Z]\d+)\]\*\*/gm);
/** Some rules are kept by what stores and sums up. */
const ofScreens = readdirSync(`${here}/../../web/src`, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.test.ts'))
  .map((path) => ({ path, text: readFileSync(`${here}/../../web/src/${path}`, 'utf8') }));
const tested = [...files, ...ofScreens]
  .filter(({ path }) => path.endsWith('.test.ts'))
  .flatMap(({ text }) => idsIn(text, /\bit(?:\.each\([\w.]+\))?\(\s*['"`]\[([A-Z]\d+)\]/g));
const mentioned = files.flatMap(({ text }) => idsIn(text, /(?<!['"`\w*])\[([A-Z]\d+)\]/g));

describe('SPEC.md', () => {
  it('numbers each rule once', () => {
    expect(rules.length).toBeGreaterThan(40);
    expect(rules.filter((id, i) => rules.indexOf(id) !== i)).toEqual([]);
  });

  it('has a test for every rule', () => {
    expect(rules.filter((id) => !tested.includes(id))).toEqual([]);
  });

  it('has every rule that a test or a comment names', () => {
    expect([...tested, ...mentioned].filter((id) => !rules.includes(id))).toEqual([]);
  });
});

function idsIn(text: string, pattern: RegExp): string[] {
  return Array.from(text.matchAll(pattern), (match) => match[1] ?? '');
}
