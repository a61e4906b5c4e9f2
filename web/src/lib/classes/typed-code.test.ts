import { describe, expect, it } from 'vitest';
import { hostOfLink, readTypedCode, textOfHash, tidyTypedCode } from './typed-code.ts';

const code = '7K2M9QXAR4TD';

describe('what is typed where a class ID belongs', () => {
  it.each([
    '7K2M-9QXA-R4TD',
    ' 7k2m 9qxa r4td\n',
    '/join#7K2M-9QXA-R4TD',
    'https://tally.example/join#7k2m-9qxa-r4td',
    'https://tally.example/join/#7K2M9QXAR4TD.',
    'https://tally.example/join%237K2M-9QXA-R4TD',
    'https://tally.example/join#7K2M%2D9QXA%2DR4TD',
    'Join “Flat” on Tallybook. Class ID: 7K2M-9QXA-R4TD https://tally.example/join#7K2M-9QXA-R4TD',
    'Class ID: 7K2M-9QXA-R4TD (the flat, from next week on)',
  ])('finds the class ID in %j', (text) => {
    expect(readTypedCode(text)).toEqual({ kind: 'code', code });
    expect(tidyTypedCode(text)).toBe('7K2M-9QXA-R4TD');
  });

  it('counts what counts, so that one knows how much is missing', () => {
    expect(readTypedCode('')).toEqual({ kind: 'empty' });
    expect(readTypedCode(' - ')).toEqual({ kind: 'empty' });
    expect(readTypedCode('7K2M-9QXA-R4')).toEqual({ kind: 'short', count: 10 });
    expect(readTypedCode('7K2M-9QXA-R4TD-0')).toEqual({ kind: 'long', count: 13 });
    expect(readTypedCode('https://tally.example/join#7K2M')).toEqual({ kind: 'short', count: 4 });
  });

  it('names the character that no class ID has', () => {
    expect(readTypedCode('7K2M-9QXA-R4TU')).toEqual({ kind: 'unknown-character', found: 'U' });
    expect(readTypedCode('7K2M/9QXA')).toEqual({ kind: 'unknown-character', found: '/' });
  });

  it('guesses nothing from words, nor between two class IDs', () => {
    expect(readTypedCode('are you coming home soon, they said')).toEqual({ kind: 'no-code' });
    expect(readTypedCode('7K2M-9QXA-R4TD or AAAA-BBBB-CCCC')).toEqual({ kind: 'no-code' });
    expect(tidyTypedCode('7k2m 9q')).toBe('7k2m 9q');
  });

  it('tells which server a link leads to, and reads a broken address as it came', () => {
    expect(hostOfLink('see https://Tally.example:8443/join#7K2M')).toBe('tally.example:8443');
    expect(hostOfLink('7K2M-9QXA-R4TD')).toBeNull();
    expect(textOfHash('#7K2M%2D9QXA')).toBe('7K2M-9QXA');
    expect(textOfHash('#7K2M%')).toBe('7K2M%');
  });
});
