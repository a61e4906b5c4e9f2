import { describe, expect, it } from 'vitest';
import { formatClassLook, readClassLook } from './class-look.ts';

describe('the look of a class', () => {
  it('comes back as it was written', () => {
    for (const picture of ['', '🏠', '❤️', '👪', '🏳️‍🌈']) {
      for (const hue of [null, 0, 25, 345]) {
        expect(readClassLook(formatClassLook({ picture, hue }))).toEqual({ picture, hue });
      }
    }
  });

  it.each(['teal', 'x', '🏠 999', '250 🏠', '<b>', '🏠'.repeat(20), ' '])(
    'marks nothing odd for %j',
    (look) => {
      const { picture, hue } = readClassLook(look);
      expect(picture.length).toBeLessThanOrEqual(14);
      expect(hue).toBeNull();
    },
  );
});
