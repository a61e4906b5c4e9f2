import { openScreen } from '../../support/app-screens.ts';
import { expect, test } from '../../support/fixtures.ts';
import {
  CountedHand,
  enterCoffee,
  savedAtMs,
  starts,
  ways,
  type Start,
} from '../../support/scripted-entry.ts';
import { waitForServiceWorker } from '../../support/service-worker.ts';
import { readStoredEntries } from '../../support/stored-entries.ts';

const paths = (Object.keys(starts) as Start[]).flatMap((start) => ways.map((way) => ({ start, way })));

for (const { start, way } of paths) {
  test(`"12.50 coffee" in ${way} is saved from the ${start} in at most three taps`, async ({
    page,
    hasTouch,
  }) => {
    await openScreen(page, '/');
    await waitForServiceWorker(page);
    const hand = new CountedHand(page, { isTouch: hasTouch, msPerKey: 0 });
    await enterCoffee(page, hand, start, way);
    await savedAtMs(page, 1);

    expect(hand.taps).toBeLessThanOrEqual(3);
    expect(await readStoredEntries(page)).toMatchObject([
      { kind: 'expense', amountMinor: 1250, title: 'coffee', category: 'eating-out', note: '' },
    ]);
  });
}
