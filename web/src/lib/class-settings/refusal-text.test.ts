import { expect, it } from 'vitest';
import { classSettingsMessagesEn } from '$lib/locale/class-settings-messages-en.ts';
import { Formats } from '$lib/locale/formats.ts';
import { messagesEn } from '$lib/locale/messages-en.ts';
import type { ActRefusal } from './class-acts.svelte.ts';
import { describeRefusal } from './refusal-text.ts';

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
  expect(said.at(-2)).toMatch(/^This device is full\. /);
});
