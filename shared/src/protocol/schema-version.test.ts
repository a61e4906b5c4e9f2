import { expect, it } from 'vitest';
import { isOutdated } from './schema-version.ts';

it('serves the two versions before its own and everything newer', () => {
  const outdated = ['3', '4', '5', '6', '7', '8', '99'].filter((said) => isOutdated(said, 7));
  expect(outdated).toEqual(['3', '4']);
});

it('serves who says nothing that can be read', () => {
  for (const said of [undefined, null, '', '-1', '1.5', '0x1', 'one', ' 1', '1, 1', '1'.repeat(10)]) {
    expect([said, isOutdated(said, 7)]).toEqual([said, false]);
  }
});

it('outdates nobody while there have not been three versions', () => {
  expect([isOutdated('0', 1), isOutdated('0', 2), isOutdated('0', 3)]).toEqual([false, false, true]);
});
