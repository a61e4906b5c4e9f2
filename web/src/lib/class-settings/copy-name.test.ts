import { expect, it } from 'vitest';
import { copyFileName } from './copy-name.ts';

it.each([
  ['Flat 7', 'tallybook-Flat-7-2026-11-23.json'],
  ['../../etc: "x"', 'tallybook-etc-x-2026-11-23.json'],
  ['🏠', 'tallybook-class-2026-11-23.json'],
  ['Küche & Bad', 'tallybook-Küche-Bad-2026-11-23.json'],
])('a copy of %j is called %s', (name, fileName) => {
  expect(copyFileName(name, '2026-11-23')).toBe(fileName);
});
