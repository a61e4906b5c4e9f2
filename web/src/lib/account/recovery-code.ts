import { sessionMemory } from '$lib/platform/session-memory.ts';

interface ShownCode {
  readonly code: string;
  readonly username: string;
}

/** The recovery code from the moment when the server gave it until somebody has said that they kept it. */
export const recoveryCodeMemory = sessionMemory('recovery-code', isShownCode);

function isShownCode(value: unknown): value is ShownCode {
  return (
    typeof value === 'object' &&
    value !== null &&
    'code' in value &&
    typeof value.code === 'string' &&
    'username' in value &&
    typeof value.username === 'string'
  );
}
