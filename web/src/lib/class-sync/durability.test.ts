import { describe, expect, it } from 'vitest';
import { Durability } from './durability.ts';

/** One that has sent its first barrier, with the numbers that it sent. */
async function begun() {
  const numbers: number[] = [];
  const durability = new Durability({
    vector: () => new Map(),
    send: (number) => void numbers.push(number),
    onConfirmed: () => undefined,
  });
  durability.changed();
  durability.answeredServer();
  await Promise.resolve();
  return { durability, numbers };
}

describe('Durability', () => {
  it('is confirmed once the last barrier after the last change was answered', async () => {
    const { durability, numbers } = await begun();
    durability.changed();
    await Promise.resolve();
    expect(numbers).toEqual([1, 2]);
    durability.answered(1);
    expect(durability.isConfirmed).toBe(false);
    const confirmed = durability.confirmed();
    durability.answered(2);
    expect(await confirmed).toBe(true);
    expect(await durability.confirmed()).toBe(true);
  });

  it('says that nothing was confirmed to those who wait when the connection ends, and to those who ask later', async () => {
    const { durability } = await begun();
    const waiting = durability.confirmed();
    durability.end();
    expect(await waiting).toBe(false);
    expect(await durability.confirmed()).toBe(false);
  });
});
