import { expect, it } from 'vitest';
import { knownTags } from './known-tags.ts';
import { coffee, TestDevice } from './test-device.ts';

it('offers tags as the newest entries spell them, the most used first', async () => {
  const device = new TestDevice();
  const { ledger } = device.openTab();
  await ledger.addEntry({ ...coffee, day: '2026-01-01', tags: ['muller', 'Work'] });
  await ledger.addEntry({ ...coffee, day: '2026-02-01', tags: ['Müller'] });
  await ledger.stock?.readIndex();
  expect(knownTags(ledger)).toEqual(['Müller', 'Work']);
  device.shutDown();
});
