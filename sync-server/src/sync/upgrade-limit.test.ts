import { expect, it } from 'vitest';
import { HandTimers } from './rooms-fixture.ts';
import { createUpgradeLimit } from './upgrade-limit.ts';

it('lets a key through so often a minute, at once or spread out, and no other key pays for it', async () => {
  const timers = new HandTimers();
  const limit = createUpgradeLimit(300, timers);
  const attempt = (key: string, times: number) =>
    Array.from({ length: times }, () => limit.take(key)).filter(Boolean);
  expect(attempt('anna', 400)).toHaveLength(300);
  expect(limit.take('bert')).toBe(true);
  // What was refused has cost nothing: whoever else is behind this address is let in again as it refills.
  attempt('anna', 100_000);
  await timers.pass(10_000);
  expect(attempt('anna', 100)).toHaveLength(50);
});
