import { expect, it } from 'vitest';
import { readSyncPath } from './sync-path.ts';

const ID = '0f9619ff-8b86-4011-b42d-00c04fc964ff';

it.each([
  [`/sync/${ID}`, { classId: ID }],
  [`/sync/${ID}?epoch=12`, { classId: ID, epoch: 12 }],
  [`/sync/${ID}?a=b&epoch=3`, { classId: ID, epoch: 3 }],
  [`/sync/${ID}?epoch=`, { classId: ID, epoch: -1 }],
  [`/sync/${ID}?epoch=1e3`, { classId: ID, epoch: -1 }],
  [`/sync/${ID}/`, {}],
  ['/sync/', {}],
  ['/sync/../../etc/passwd', {}],
  ['/sync/%2e%2e', {}],
  ['/sync', undefined],
  [`/api/${ID}`, undefined],
  ['', undefined],
])('reads %j', (url, expected) => {
  expect(readSyncPath(url)).toEqual(expected);
});
