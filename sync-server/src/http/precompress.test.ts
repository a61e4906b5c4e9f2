import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { precompressFolder } from './precompress.ts';

const LONG = 'body { margin: 0 }\n'.repeat(200);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tallybook-precompress-'));
  mkdirSync(join(folder, 'deep', 'er'), { recursive: true });
  writeFileSync(join(folder, 'deep', 'er', 'app.css'), LONG);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const list = (): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();

describe('precompressFolder', () => {
  it('puts both variants beside a text file, at any depth', async () => {
    expect(await precompressFolder(folder)).toBe(2);
    const path = join(folder, 'deep', 'er', 'app.css');
    expect(brotliDecompressSync(readFileSync(`${path}.br`)).toString()).toBe(LONG);
    expect(gunzipSync(readFileSync(`${path}.gz`)).toString()).toBe(LONG);
  });

  it('leaves small files and pictures alone', async () => {
    writeFileSync(join(folder, 'small.css'), 'a{}');
    writeFileSync(join(folder, 'photo.png'), LONG);
    await precompressFolder(folder);
    expect(list().filter((name) => /small|photo/.test(name))).toEqual(['photo.png', 'small.css']);
  });

  it('does nothing the second time, and compresses no variant', async () => {
    const past = new Date(Date.now() - 10_000);
    utimesSync(join(folder, 'deep', 'er', 'app.css'), past, past);
    await precompressFolder(folder);
    const before = list();
    const { mtimeMs } = statSync(join(folder, 'deep', 'er', 'app.css.br'));
    expect(await precompressFolder(folder)).toBe(0);
    expect(list()).toEqual(before);
    expect(statSync(join(folder, 'deep', 'er', 'app.css.br')).mtimeMs).toBe(mtimeMs);
  });

  it('replaces the variants of a file that changed, and drops those of one that became small', async () => {
    const path = join(folder, 'deep', 'er', 'app.css');
    await precompressFolder(folder);
    const future = new Date(Date.now() + 10_000);
    writeFileSync(path, LONG.replaceAll('0', '1'));
    utimesSync(path, future, future);
    expect(await precompressFolder(folder)).toBe(2);
    expect(gunzipSync(readFileSync(`${path}.gz`)).toString()).toContain('margin: 1');
    writeFileSync(path, 'a{}');
    await precompressFolder(folder);
    expect(list().filter((name) => name.includes('app.css'))).toEqual([join('deep', 'er', 'app.css')]);
  });
});
