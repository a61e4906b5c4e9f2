import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CLOSE_CODES,
  MAX_CLOSE_REASON_BYTES,
  formatCloseReason,
  isFinal,
  readCloseReason,
} from './close-codes.ts';

describe('close codes', () => {
  it('[W11] a close reason names the rule and the key, and fits into a close frame', () => {
    const reason = { rule: 'foreign-author', key: `r_${'x'.repeat(40)}` };
    expect(readCloseReason(formatCloseReason(reason))).toEqual(reason);
    expect(readCloseReason(formatCloseReason({ rule: 'gap' }))).toEqual({ rule: 'gap' });
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.string({ unit: 'binary' }),
        (rule, key) => {
          const text = formatCloseReason({ rule, key });
          expect(text).toMatch(/^[ -~]*$/);
          expect(text.length).toBeLessThanOrEqual(MAX_CLOSE_REASON_BYTES);
        },
      ),
    );
    expect(readCloseReason('going away for a while')).toEqual({ rule: 'going away for a while' });
  });

  it('[W12] 44xx and 1009 are final, the rest is tried again', () => {
    const { unavailable, restarting, ...final } = CLOSE_CODES;
    expect(Object.values(final).filter((code) => !isFinal(code))).toEqual([]);
    expect([unavailable, restarting, 1000, 1001, 1006, 4399, 4500].filter(isFinal)).toEqual([]);
  });
});
