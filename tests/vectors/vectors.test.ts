import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runVectorFile } from './run-vector-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'vectors-'));
afterAll(() => rmSync(folder, { recursive: true }));

const publicFile = join(import.meta.dirname, 'public.json');
const publicText = readFileSync(publicFile, 'utf8');
const publicParts = JSON.parse(publicText) as Record<string, Record<string, unknown>[]>;

function fileOf(content: unknown): string {
  const path = join(folder, `${String(Math.random()).slice(2)}.json`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const run = (content: unknown) => runVectorFile(fileOf(content));
const lastLine = (lines: readonly string[]) => lines.at(-1);

describe('the vectors runner', { timeout: 30_000 }, () => {
  it('passes every public case', () => {
    expect(runVectorFile(publicFile).lines).toEqual(['42 passed, 0 failed']);
  });

  it('runs as a command, with its exit codes', () => {
    const command = (path: string) =>
      spawnSync(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'run-vectors.ts'), path], {
        encoding: 'utf8',
        cwd: import.meta.dirname,
      });
    const good = command(publicFile);
    expect(good.stdout.trim().split('\n').at(-1)).toBe('42 passed, 0 failed');
    expect(good.status).toBe(0);
    expect(command(fileOf({ hash32: [{ in: '', out: 1 }] })).status).toBe(1);
    const unreadable = command(join(folder, 'missing.json'));
    expect(unreadable.status).toBe(2);
    expect(unreadable.stderr).toContain('cannot read');
  });

  it.each(['', 'not JSON', '[]', '12', '{}', '{"split":{}}', '{"split":"x"}', '{"about":"nothing"}'])(
    'cannot read %j',
    (text) => {
      const report = run(text);
      expect(report.exitCode).toBe(2);
      expect(report.refusal).not.toBeNull();
      expect(report.lines).toEqual([]);
    },
  );

  it.each(
    Object.entries(publicParts).flatMap(([part, cases]) =>
      part === 'about' ? [] : cases.map((_, index) => ({ part, index })),
    ),
  )('fails $part $index when the file expects something else', ({ part, index }) => {
    const testCase = structuredClone(publicParts[part]?.[index] ?? {});
    const field = ['out', 'steady'].find((name) => name in testCase) ?? 'expect';
    expect(run({ [part]: [{ ...testCase, error: false, [field]: changed(testCase[field]) }] })).toMatchObject(
      {
        exitCode: 1,
        refusal: null,
      },
    );
  });

  it('fails what it does not know, in a clear line, and runs the rest', () => {
    const { exitCode, lines } = run({
      tides: [{ name: 'high' }, { name: 'low' }],
      split: [{ fn: 'splitMagically', args: [] }, 7, null, { fn: 'splitEqual', args: 'no list' }],
      balances: [{ log: 12, expect: {} }, { name: 'no log' }],
      fold: [{ log: {}, expect: { colour: 'red' } }],
      settle: [{ balances: 'none' }],
      hash32: [{ in: 'üñ💶', out: 370738078 }],
    });
    expect(exitCode).toBe(1);
    expect(lastLine(lines)).toBe('1 passed, 10 failed');
    expect(lines[0]).toBe('tides: case 1: expected a known part, got no part tides');
    expect(lines.join('\n')).toContain('no function splitMagically');
    expect(lines.join('\n')).toContain('no field colour');
  });

  it('takes raw strings and parsed records alike, and counts nothing for settled currencies', () => {
    const record = JSON.stringify(publicParts['balances']?.[0]?.['log']);
    const log = JSON.parse(record) as Record<string, unknown>;
    const raw = Object.fromEntries(Object.entries(log).map(([id, value]) => [id, JSON.stringify(value)]));
    const expectedPairs = [
      ['m_cyd000', -3000],
      ['m_ali000', 6000],
      ['m_bea000', -3000],
    ];
    const cases = [
      { log: raw, expect: { EUR: expectedPairs }, quarantined: [] },
      { log, expect: { EUR: expectedPairs, USD: [] }, quarantined: [] },
      { log, expect: { EUR: expectedPairs, USD: [['m_ali000', 0]] }, quarantined: [] },
      {
        log: { ...raw, e_notjson: '{"k":', r_number0: 12, __proto__x: '{}' },
        expect: { EUR: expectedPairs },
        quarantined: ['r_number0', 'e_notjson', '__proto__x'],
      },
    ];
    expect(run({ balances: cases }).lines).toEqual(['4 passed, 0 failed']);
  });

  it('sees a fewest plan by its number of payments only', () => {
    const [settle] = publicParts['settle'] ?? [];
    expect(lastLine(run({ settle: [{ ...settle, fewestCount: 5 }] }).lines)).toBe('0 passed, 1 failed');
  });
});

/** Something else of the same type. */
function changed(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'string') return `${value}1`;
  if (value === null || value === undefined) return 0;
  if (!Array.isArray(value)) return { ...value, XXX: [['m_nobody', 1]], deleted: 'maybe', EUR: [] };
  return value.length > 0 ? value.slice(1) : [{ from: 'a', to: 'b', amt: 1 }];
}
