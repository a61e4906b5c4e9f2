import { hash32 } from '../money/hash32.ts';

/**
 * An entity id that every device derives alike: `s` for a suggested settlement, `o` for an occurrence of a plan. The
 * prefix, an underscore, and hash32('0' + x) to hash32('3' + x) in 8 hex digits each; x is the fields joined by
 * U+0000, which no field contains. [P12]
 */
export function derivedId(prefix: 's' | 'o', fields: readonly string[]): string {
  const text = fields.join('\0');
  const hex = ['0', '1', '2', '3'].map((salt) =>
    hash32(salt + text)
      .toString(16)
      .padStart(8, '0'),
  );
  return `${prefix}_${hex.join('')}`;
}
