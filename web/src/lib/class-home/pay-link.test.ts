import { describe, expect, it } from 'vitest';
import { linkIn } from './pay-link.ts';

describe('a line on how to be paid', () => {
  it('is a link where it is one address of the web', () => {
    expect(linkIn(' https://paypal.me/ana ')).toBe('https://paypal.me/ana');
    expect(linkIn('HTTP://pay.example/x?y=1')).toBe('http://pay.example/x?y=1');
  });

  it.each([
    'DE02 1203 0000 0000 2020 51',
    'cash is fine',
    'javascript:alert(1)',
    'java\nscript:alert(1)',
    'JAVASCRIPT://https://x.example/%0aalert(1)',
    'data:text/html,https://x.example',
    'https://bank.example@elsewhere.example',
    'https://',
    'see https://pay.example',
    'https://pay.example or cash',
    '',
  ])('is words otherwise: %s', (line) => {
    expect(linkIn(line)).toBeNull();
  });
});
