import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainStyle } from './read-number.ts';
import { readRate } from './read-rate.ts';

const german = { decimal: ',', group: '.' };

describe('readRate', () => {
  it('[M18] reads a decimal number exactly, in lowest terms', () => {
    expect(readRate('0.87', plainStyle)).toEqual({ ok: true, value: { num: 87, den: 100 } });
    expect(readRate('1,0650', german)).toEqual({ ok: true, value: { num: 213, den: 200 } });
    expect(readRate('١٧٫٢٥', plainStyle)).toEqual({ ok: true, value: { num: 69, den: 4 } });
  });

  it('[M18] groups where the style groups', () => {
    expect(readRate('17,250', plainStyle)).toEqual({ ok: true, value: { num: 17_250, den: 1 } });
    expect(readRate('17,250', german)).toEqual({ ok: true, value: { num: 69, den: 4 } });
  });

  it('[M18] refuses what is no rate, zero and what is too long', () => {
    for (const text of ['', 'abc', '1.2.3,4', '-1', '1/2', '5 EUR'])
      expect(readRate(text, plainStyle)).toEqual({ ok: false, refusal: 'not-a-rate' });
    expect(readRate('0.000', plainStyle)).toEqual({ ok: false, refusal: 'zero' });
    expect(readRate('1234567890123', plainStyle)).toEqual({ ok: false, refusal: 'too-long' });
    expect(readRate('0.0000000000001', plainStyle)).toEqual({ ok: false, refusal: 'too-long' });
  });

  it('[M18] never throws, and a rate is a pair of positive safe integers', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d.,' ]{0,16}$/)), (text) => {
        const read = readRate(text, plainStyle);
        return !read.ok || [read.value.num, read.value.den].every((n) => Number.isSafeInteger(n) && n > 0);
      }),
    );
  });
});
