import { expect, it } from 'vitest';
import { passcodeProblem } from './passcode-rule.ts';

it.each([
  ['12345', '12345', 'too-short'],
  ['🍎🍎🍎🍎🍎', '🍎🍎🍎🍎🍎', 'too-short'],
  ['123456', '12345', 'not-the-same'],
  ['123456', '123456', null],
])('%s and %s: %s', (passcode, repeated, problem) =>
  expect(passcodeProblem(passcode, repeated)).toBe(problem),
);
