import { expect, it } from 'vitest';
import { classSettingsMessagesEn } from '$lib/locale/class-settings-messages-en.ts';
import { Formats } from '$lib/locale/formats.ts';
import { messagesEn } from '$lib/locale/messages-en.ts';
import type { ActRefusal } from './class-acts.svelte.ts';
import type { NameProblem } from './person-form.svelte.ts';
import { describeProblem, describeRefusal } from './refusal-text.ts';

it('says something else for each of the obstacles to leaving', () => {
  const obstacles: ActRefusal[] = [
    'offline',
    'sign-in-required',
    'storage-unavailable',
    'too-large',
    'last-member',
    'no-such-class',
    'class-deleted',
    'slow-down',
    'busy',
    'update-needed',
    { reason: 'full', detail: 'QuotaExceededError' },
    { reason: 'lost', detail: 'UnknownError' },
  ];
  const texts = { m: classSettingsMessagesEn, app: messagesEn, formats: new Formats('en', 'en-IE') };
  const said = obstacles.map((obstacle) => describeRefusal(obstacle, texts));
  expect(new Set(said).size).toBe(obstacles.length);
  // None falls back to the sentence that only names a code.
  expect(said.filter((sentence) => sentence.startsWith('That was not possible'))).toEqual([]);
  expect(said.at(-2)).toMatch(/^Not done: this device is full\. /);
});

it('says what a name of only spaces lacks, and by how much one is too long', () => {
  const texts = { m: classSettingsMessagesEn, app: messagesEn, formats: new Formats('en', 'en-IE') };
  const said = (fault: Extract<NameProblem, { kind: 'fault' }>['fault']) =>
    describeProblem({ kind: 'fault', fault }, texts);
  expect(said({ field: 'name', reason: 'empty' })).toBe('A name needs at least one letter, figure or sign.');
  expect(said({ field: 'name', reason: 'too-long', limit: 80, given: 81 })).toMatch(/at most 80 .* has 81/);
});
