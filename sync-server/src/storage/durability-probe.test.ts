import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDurabilityProbe, writeProbeFile } from './durability-probe.ts';

const FRESH = { freshForMs: 5000, timeoutMs: 3000 };

function failWith(code: string): Error {
  return Object.assign(new Error(code), { code });
}

describe('createDurabilityProbe', () => {
  it('shares one write among callers while its answer is fresh, then writes again', async () => {
    let nowMs = 0;
    let writes = 0;
    const probe = createDurabilityProbe({
      writeDurably: () => {
        writes += 1;
        return Promise.resolve();
      },
      nowMs: () => nowMs,
      ...FRESH,
    });
    expect(await Promise.all([probe(), probe(), probe()])).toEqual([
      { ok: true },
      { ok: true },
      { ok: true },
    ]);
    nowMs = 4999;
    await probe();
    expect(writes).toBe(1);
    nowMs = 5000;
    await probe();
    expect(writes).toBe(2);
  });

  it('names the error of the system, and recovers with the disk', async () => {
    let nowMs = 0;
    let isFull = true;
    const probe = createDurabilityProbe({
      writeDurably: () => (isFull ? Promise.reject(failWith('ENOSPC')) : Promise.resolve()),
      nowMs: () => nowMs,
      ...FRESH,
    });
    expect(await probe()).toEqual({ ok: false, reason: 'ENOSPC' });
    isFull = false;
    nowMs = 5000;
    expect(await probe()).toEqual({ ok: true });
  });

  it('answers for a disk that hangs, and does not pile up writes on it', async () => {
    let nowMs = 0;
    let writes = 0;
    const probe = createDurabilityProbe({
      writeDurably: () => {
        writes += 1;
        return new Promise(() => undefined);
      },
      nowMs: () => nowMs,
      freshForMs: 5000,
      timeoutMs: 1,
    });
    expect(await probe()).toEqual({ ok: false, reason: 'timeout' });
    nowMs = 5000;
    expect(await probe()).toEqual({ ok: false, reason: 'timeout' });
    expect(writes).toBe(1);
  });
});

describe('writeProbeFile', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tallybook-probe-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('leaves nothing behind', async () => {
    await writeProbeFile(folder);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('fails when the folder is gone', async () => {
    rmSync(folder, { recursive: true });
    await expect(writeProbeFile(folder)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
