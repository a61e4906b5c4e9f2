import { openScreen } from '../../support/app-screens.ts';
import { expect, test } from '../../support/fixtures.ts';
import { CountedHand, enterCoffee, savedAtMs, starts, type Start } from '../../support/scripted-entry.ts';
import { waitForServiceWorker } from '../../support/service-worker.ts';
import { readStoredEntries } from '../../support/stored-entries.ts';

for (const start of Object.keys(starts) as Start[]) {
  test(`"12.50 coffee" is saved from the ${start} in at most three taps`, async ({ page, hasTouch }) => {
    await openScreen(page, '/');
    await waitForServiceWorker(page);
    const hand = new CountedHand(page, { isTouch: hasTouch, msPerKey: 0 });
    await enterCoffee(page, hand, start, 'two fields');
    await savedAtMs(page, 1);

    expect(hand.taps).toBeLessThanOrEqual(3);
    expect(await readStoredEntries(page)).toMatchObject([
      { kind: 'expense', amountMinor: 1250, title: 'coffee', category: 'eating-out', note: '' },
    ]);
  });
}
