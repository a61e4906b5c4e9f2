import { expect, it } from 'vitest';
import { readTags } from './typed-tags.ts';

it.each([
  ['trip work', ['trip', 'work'], undefined],
  ['  #trip,  #Trip ', ['trip'], undefined],
  ['', [], undefined],
  ['旅行、仕事', ['仕事', '旅行'], undefined],
  ['trip "x"', ['trip'], '"x"'],
])('reads %j', (typed, tags, bad) => {
  expect([readTags(typed).tags, readTags(typed).bad]).toEqual([tags, bad]);
});
