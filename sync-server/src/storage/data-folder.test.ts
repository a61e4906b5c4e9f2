import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDataFolder } from './data-folder.ts';

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'tallybook-folder-'));
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

const modeOf = (path: string): number => statSync(path).mode & 0o777;

describe.skipIf(process.platform === 'win32')('openDataFolder', () => {
  it('makes the folder, also a nested one, for its owner alone', () => {
    const path = join(parent, 'a', 'b');
    expect(openDataFolder(path)).toEqual({ ok: true });
    expect(modeOf(path)).toBe(0o700);
  });

  it('leaves the mode of a folder that is there', () => {
    const path = join(parent, 'shared');
    mkdirSync(path);
    chmodSync(path, 0o750);
    expect(openDataFolder(path)).toEqual({ ok: true });
    expect(modeOf(path)).toBe(0o750);
  });

  it('names the reason when a file is in the way', () => {
    const path = join(parent, 'file');
    writeFileSync(path, '');
    expect(openDataFolder(path)).toEqual({ ok: false, reason: 'EEXIST' });
    expect(openDataFolder(join(path, 'below'))).toEqual({ ok: false, reason: 'ENOTDIR' });
  });
});
