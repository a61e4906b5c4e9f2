import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepFormerFiles } from './former-files.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

let folder: string;
let archive: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tallybook-former-'));
  archive = join(folder, 'former-builds');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Makes a build with one part of its own, as the bundler does: into an empty folder. Returns the names it serves. */
async function build(name: string, day: number): Promise<string[]> {
  const chunks = join(folder, 'build', '_app', 'immutable', 'chunks');
  rmSync(join(folder, 'build'), { recursive: true, force: true });
  mkdirSync(chunks, { recursive: true });
  for (const file of ['shared.js', `${name}.js`, `${name}.js.br`]) writeFileSync(join(chunks, file), name);
  await keepFormerFiles(join(folder, 'build'), archive, day * DAY_MS);
  return readdirSync(chunks).filter((file) => !file.endsWith('.br'));
}

describe('keepFormerFiles', () => {
  it('brings back what former builds had, with its compressed variants', async () => {
    expect(await build('a', 0)).toEqual(['a.js', 'shared.js']);
    expect(await build('b', 1)).toEqual(['a.js', 'b.js', 'shared.js']);
    expect(existsSync(join(folder, 'build', '_app', 'immutable', 'chunks', 'a.js.br'))).toBe(true);
  });

  it('keeps the builds of thirty days, and three at least', async () => {
    await build('a', 0);
    await build('b', 100);
    expect(await build('c', 200)).toEqual(['a.js', 'b.js', 'c.js', 'shared.js']);
    expect(await build('d', 201)).toEqual(['b.js', 'c.js', 'd.js', 'shared.js']);
    expect(await build('e', 202)).toEqual(['c.js', 'd.js', 'e.js', 'shared.js']);
    expect(await build('f', 203)).toEqual(['c.js', 'd.js', 'e.js', 'f.js', 'shared.js']);
  });

  it('keeps ten at most, and counts the same build again once', async () => {
    for (let i = 0; i < 12; i++) await build(`build-${i + 10}`, 0);
    expect(await build('build-21', 0)).toHaveLength(11);
  });

  it('begins anew over an archive that cannot be read', async () => {
    await build('a', 0);
    writeFileSync(join(archive, 'releases.json'), '{');
    expect(await build('b', 1)).toEqual(['b.js', 'shared.js']);
    expect(await build('c', 1)).toEqual(['b.js', 'c.js', 'shared.js']);
  });
});
