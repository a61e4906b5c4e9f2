import { expect, it } from 'vitest';
import { splitTags } from './split-tags.ts';

it('takes a list apart, with or without signs', () => {
  expect(splitTags('#work, holiday  Büro ')).toEqual({ tags: ['work', 'holiday', 'Büro'], rest: '' });
});

it('gives back what cannot be a tag', () => {
  const long = 'x'.repeat(41);
  expect(splitTags(`ok ${long} #`)).toEqual({ tags: ['ok'], rest: `${long} #` });
});
