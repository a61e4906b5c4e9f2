import { describe, expect, it } from 'vitest';
import { createModelDisk } from '../model-disk.ts';
import { createHandlePool } from './handle-pool.ts';

/** Counts the files that are open at a time. */
function makePool(limit: number, failing?: string) {
  const disk = createModelDisk((verb, path) =>
    verb === 'open' && path === failing ? { code: 'EMFILE', effect: 'none' } : undefined,
  );
  const seen = { open: 0, most: 0, opened: 0 };
  const pool = createHandlePool(
    {
      ...disk.files,
      open: async (path) => {
        const file = await disk.files.open(path);
        seen.open += 1;
        seen.opened += 1;
        seen.most = Math.max(seen.most, seen.open);
        return {
          ...file,
          close: async () => {
            seen.open -= 1;
            await file.close();
          },
        };
      },
    },
    limit,
  );
  return { pool, seen };
}

describe('createHandlePool', () => {
  it('never opens more files than allowed, and serves everybody', async () => {
    const { pool, seen } = makePool(4);
    const served = await Promise.all(
      Array.from({ length: 100 }, (_, index) => pool.use(`/${index}`, () => Promise.resolve(index))),
    );
    expect(served).toHaveLength(100);
    expect(seen.most).toBe(4);
    for (let index = 0; index < 100; index += 1) await pool.close(`/${index}`);
    expect(seen.open).toBe(0);
    expect(pool.openCount()).toBe(0);
  });

  it('opens a file once while it is in use again and again', async () => {
    const { pool, seen } = makePool(2);
    for (let round = 0; round < 5; round += 1) {
      await pool.use('/a', () => Promise.resolve());
      await pool.use(`/other-${round}`, () => Promise.resolve());
    }
    expect(seen.opened).toBe(6);
  });

  it('gives the place back when opening or the task fails', async () => {
    const { pool } = makePool(1, '/bad');
    await expect(pool.use('/bad', () => Promise.resolve())).rejects.toMatchObject({ code: 'EMFILE' });
    await expect(pool.use('/a', () => Promise.reject(new Error('task')))).rejects.toThrow('task');
    const waiting = [
      pool.use('/b', () => Promise.resolve('b')),
      pool.use('/bad', () => Promise.resolve('bad')),
    ];
    expect((await Promise.allSettled(waiting)).map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
    ]);
    expect(await pool.use('/c', () => Promise.resolve('c'))).toBe('c');
  });
});
