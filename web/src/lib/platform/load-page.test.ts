import { describe, expect, it } from 'vitest';
import { pathWithin } from './load-page.ts';

describe('pathWithin', () => {
  it('keeps paths of the app with query and hash, and leads nowhere else', () => {
    const within = (text: string | null) => pathWithin(text, 'https://money.example');
    expect(within('/join#AB12')).toBe('/join#AB12');
    expect(within('/expenses/new?class=1')).toBe('/expenses/new?class=1');
    for (const elsewhere of [
      null,
      '',
      'expenses',
      'https://evil.example/',
      '//evil.example/x',
      '/\\evil.example',
      '/\t/evil.example',
      'javascript:alert(1)',
    ]) {
      expect([elsewhere, within(elsewhere)]).toEqual([elsewhere, '/']);
    }
  });
});
