import { expect, it } from 'vitest';
import { BriefAmounts } from './brief-amount.ts';

it('says sums in few letters, in the decimals of their currency', () => {
  const brief = new BriefAmounts('en-IE');
  expect(brief.of(3_420n, 'EUR')).toBe('34');
  expect(brief.of(85_000n, 'EUR')).toBe('850');
  expect(brief.of(123_456n, 'EUR')).toBe('1.2K');
  expect(brief.of(1_280n, 'JPY')).toBe('1.3K');
  expect(brief.of(12_345n, 'KWD')).toBe('12');
  expect(brief.of(1n, 'EUR')).toBe('·');
  expect(brief.of(0n, 'EUR')).toBe('');
  expect(brief.of(-1_299n, 'EUR')).toBe('−13');
});
