import { describe, expect, it } from 'vitest';
import type { ClassStatus } from '$lib/class-sync/class-status.ts';
import { troubleOf } from './class-trouble.ts';

describe('troubleOf', () => {
  it.each([
    [{ kind: 'synced' }, null],
    [{ kind: 'not-saved', reason: 'full' }, null],
    [{ kind: 'saved', why: 'unsent' }, null],
    [{ kind: 'saved', why: 'old-epoch' }, null],
    [{ kind: 'saved', why: 'offline' }, 'offline'],
    [{ kind: 'saved', why: 'removed' }, 'removed'],
    [{ kind: 'saved', why: 'malformed' }, 'malformed'],
    [{ kind: 'saved', why: 'update-needed' }, 'update-needed'],
  ] as const satisfies readonly (readonly [ClassStatus, string | null])[])(
    'of %o is %s',
    (status, trouble) => {
      expect(troubleOf(status)).toBe(trouble);
    },
  );
});
