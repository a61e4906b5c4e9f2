import { describe, expect, it } from 'vitest';
import { clockAheadMinutes, toleratedSkewMs } from './clock-check.ts';

const header = 'Sun, 22 Nov 2026 18:00:00 GMT';
const serverMs = Date.parse(header);

describe('clockAheadMinutes', () => {
  it.each([
    ['two years behind', -2 * 365 * 24 * 60 * 60_000, -1_051_200],
    ['a day ahead', 24 * 60 * 60_000, 1440],
    ['just too far ahead', toleratedSkewMs + 1, 5],
    ['five minutes behind', -toleratedSkewMs, undefined],
    ['on time', 0, undefined],
  ])('tells a clock that is %s', (_, aheadMs, minutes) => {
    expect(clockAheadMinutes(header, serverMs + aheadMs)).toBe(minutes);
  });

  it.each([null, '', 'yesterday'])(
    'says nothing on a server that says nothing readable: %j',
    (unreadable) => {
      expect(clockAheadMinutes(unreadable, serverMs)).toBeUndefined();
    },
  );
});
