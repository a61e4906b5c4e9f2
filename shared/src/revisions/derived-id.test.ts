import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hash32 } from '../money/hash32.ts';
import { derivedId } from './derived-id.ts';
import { isId } from './ids.ts';

describe('a derived id', () => {
  it('[P12] is four hashes in hex', () => {
    const hex = [0, 1, 2, 3].map((salt) =>
      (hash32(`${salt}p_rent00\u00002026-11-30`) + 2 ** 32).toString(16).slice(1),
    );
    expect(derivedId('o', ['p_rent00', '2026-11-30'])).toBe(`o_${hex.join('')}`);
  });

  it('[P12] is well-formed, of one length, and tells fields apart', () => {
    const field = fc.string({ maxLength: 12 }).map((text) => text.replaceAll('\0', ''));
    const fields = fc.array(field, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fields, fields, (some, others) => {
        const id = derivedId('s', some);
        expect(isId(id)).toBe(true);
        expect(id).toHaveLength(34);
        expect(derivedId('s', others) === id).toBe(some.join('\0') === others.join('\0'));
      }),
      { numRuns: 2_000 },
    );
  });
});
