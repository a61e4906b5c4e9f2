/**
 * Of the 10,000 commonest passwords those of at least 12 characters; all others are too short anyway. They come from
 * the list of passwords, sorted by how often they leaked, of `@zxcvbn-ts/language-common` 4.1.3, MIT licence, Copyright
 * (c) 2012-2016 Dan Wheeler and Dropbox, Inc., Copyright (c) 2021 zxcvbn-ts. In lower case and NFKC, the commonest first.
 */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set([
  '123qweasdzxc',
  '1qaz2wsx3edc',
  'q1w2e3r4t5y6',
  '1q2w3e4r5t6y',
  'mailcreated5240',
  'qazwsxedcrfv',
  '123456qwerty',
  'qwerty123456',
  'polniypizdec0211',
  'sojdlg123aljg',
  'leavemealone',
  'motherfucker',
  '123456654321',
  'gfhjkmgfhjkm',
  'qazwsxedc123',
  'ghjcnjgfhjkm',
  'zxcasdqwe123',
  'sonyericsson',
  'ghhh47hj7649',
  '123456789qwe',
  '1qazxsw23edc',
  'masterbating',
  'qwerasdfzxcv',
  'qweasdzxc123',
  'flvbybcnhfnjh',
]);
