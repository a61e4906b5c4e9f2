import { setImmediate } from 'node:timers/promises';
import { createRate, rateFromEntity } from '@tallybook/shared/personal/exchange-rates';
import { expect, it } from 'vitest';
import type { KeyValueRow } from '$lib/platform/schema.ts';
import { stored, type StorageResult } from '$lib/platform/storage-result.ts';
import { OwnRecords } from './own-records.svelte.ts';
import './own-record-access.ts';
import { entityOfRows, toStoredRevision } from './projection.ts';
import type { RecordDeps } from './record-deps.ts';

function storedRate(id: string) {
  const row = toStoredRevision(
    createRate({ from: 'USD', to: 'EUR', num: 87, den: 100, day: '2026-11-01' }, { id, t: 1 }),
  );
  const entity = entityOfRows(row.entityId, [row]);
  return entity && rateFromEntity(entity);
}

it('records show what the newest reading found, also when an older one took longer', async () => {
  const [older, newer] = [storedRate('e_AAAAAAAAAAAAAAAA'), storedRate('e_BBBBBBBBBBBBBBBB')];
  const answers: ((value: StorageResult<KeyValueRow>) => void)[] = [];
  const database = { read: () => new Promise((resolve) => answers.push(resolve)) };
  const rates = new OwnRecords('rates', { database } as unknown as RecordDeps);
  const reloaded = rates.reload();
  await setImmediate();
  // Where both are asked at once, the one that began later answers first.
  answers[1]?.(stored({ key: 'rates', value: [older, newer] }));
  await setImmediate();
  answers[0]?.(stored({ key: 'rates', value: [older] }));
  await setImmediate();
  answers[1]?.(stored({ key: 'rates', value: [older, newer] }));
  await reloaded;
  expect(rates.list).toEqual([older, newer]);
});
