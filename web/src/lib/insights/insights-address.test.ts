import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressOfQuestion, questionOfAddress } from './insights-address.ts';

const ask = (query: string) => questionOfAddress(new URLSearchParams(query));
const usual = {
  stretch: { unit: 'month', at: null },
  counted: 'both',
  currency: null,
  comparedFrom: null,
};

describe('the address of Insights', () => {
  it('asks for this month without saying so', () => {
    expect(ask('')).toEqual(usual);
    expect(addressOfQuestion(ask(''))).toBe('/insights');
  });

  it.each([
    '?unit=month&at=2026-10-01&counted=own&currency=CHF',
    '?unit=week',
    '?unit=week&at=2026-11-09&with=2026-10-05',
    '?unit=year&at=2025-01-01&counted=shared',
    '?unit=own&from=2026-01-15&to=2026-02-14',
  ])('keeps %s', (address) => {
    expect(addressOfQuestion(ask(address))).toBe(`/insights${address}`);
  });

  it.each([
    'unit=decade&at=tomorrow&counted=mine&currency=euro&with=x',
    'at=2026-02-30',
    'at=1312-01-01',
    'unit=own&from=2026-02-01',
    'unit=own&from=2026-02-01&to=2026-01-01',
  ])('passes over what it cannot read in %s', (query) => {
    expect(ask(query)).toEqual(usual);
  });

  it('reads any text, and what it wrote itself as it was', () => {
    const names = fc.constantFrom('unit', 'at', 'from', 'to', 'counted', 'currency', 'with');
    const values = fc.oneof(
      fc.string(),
      fc.constantFrom('week', 'year', 'own', '2026-01-02', '2026-03-04', 'shared', 'CHF'),
    );
    fc.assert(
      fc.property(fc.dictionary(names, values), (given) => {
        const question = questionOfAddress(new URLSearchParams(given));
        const address = new URL(addressOfQuestion(question), 'http://localhost');
        expect(questionOfAddress(address.searchParams)).toEqual(question);
      }),
    );
  });
});
