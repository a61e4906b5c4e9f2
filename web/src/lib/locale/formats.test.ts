import { describe, expect, it } from 'vitest';
import { detectLocale } from './detect-locale.ts';
import { Formats } from './formats.ts';

const spaces = /[\u00a0\u202f]/g;

describe('Formats', () => {
  it.each([
    ['en-IE', 1850, 'EUR', '€18.50'],
    ['de-DE', 123456, 'EUR', '1.234,56 €'],
    ['en-US', 1280, 'JPY', '¥1,280'],
    ['en-IE', 12345, 'KWD', 'KWD 12.345'],
    // Browsers know other digits for these than ISO 4217 does.
    ['en-IE', 500, 'HUF', 'Ft 5.00'],
  ])('writes an amount as %s does: %i %s is %s', (locale, minor, currency, text) => {
    expect(new Formats('en', locale).amount(minor, currency).replace(spaces, ' ')).toBe(text);
  });

  it('keeps every cent of amounts that a double cannot hold', () => {
    expect(new Formats('en', 'en-US').amount(9_007_199_254_740_993_01n, 'USD')).toBe(
      '$9,007,199,254,740,993.01',
    );
  });

  it('writes a minus that is one, and a plus only when asked', () => {
    const formats = new Formats('en', 'en-IE');
    expect(formats.amount(-7, 'EUR')).toBe('−€0.07');
    expect(formats.amount(7, 'EUR', 'always')).toBe('+€0.07');
    expect(formats.amount(-7, 'EUR', 'never')).toBe('€0.07');
    expect(formats.amount(0, 'EUR', 'always')).toBe('€0.00');
  });

  it.each([
    ['en-IE', 123456, 'EUR', '1234.56'],
    ['de-DE', 123456, 'EUR', '1234,56'],
    ['en-IE', 1280, 'JPY', '1280'],
  ])('gives an amount back as it would be typed in %s', (locale, minor, currency, text) => {
    expect(new Formats('en', locale).amountToType(minor, currency)).toBe(text);
  });

  it('formats a calendar day as that day wherever the device is', () => {
    expect(new Formats('en-GB', 'en-GB').day('2026-11-01', '2026-11-22')).toMatch(/^Sun,? 1 November$/);
    expect(new Formats('en-GB', 'en-GB').day('2025-11-01', '2026-11-22')).toMatch(/^Sat,? 1 November 2025$/);
  });

  it('says how far apart two clocks are', () => {
    const formats = new Formats('en', 'de');
    expect([7, 180, 14_400].map((minutes) => formats.minutes(minutes))).toEqual([
      '7 minutes',
      '3 hours',
      '10 days',
    ]);
  });

  it('names the days around today', () => {
    const formats = new Formats('en', 'en');
    expect(
      ['2026-11-22', '2026-11-21', '2026-11-23', '2026-11-20'].map((day) =>
        formats.relativeDay(day, '2026-11-22'),
      ),
    ).toEqual(['Today', 'Yesterday', 'Tomorrow', null]);
  });

  it('shows the code of a currency that has no name', () => {
    expect(new Formats('en', 'en').currencyName('EUR')).toBe('Euro');
    expect(new Formats('en', 'en').currencyName('QQQ')).toBe('QQQ');
  });
});

describe('detectLocale', () => {
  it('speaks English and counts as the device does', () => {
    expect(detectLocale(['de-AT', 'en-GB'])).toEqual({ language: 'en-GB', numberLocale: 'de-AT' });
    expect(detectLocale(['ar-EG'])).toEqual({ language: 'en', numberLocale: 'ar-EG' });
    expect(detectLocale(['not a tag', 'de'])).toEqual({ language: 'en', numberLocale: 'de' });
    expect(detectLocale([])).toEqual({ language: 'en', numberLocale: 'en' });
  });
});
