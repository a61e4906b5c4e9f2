/** In characters as people count them. */
export const shortestPasscode = 6;

export type PasscodeProblem = 'too-short' | 'not-the-same';

/** What is wrong with a passcode that was chosen, or null. */
export function passcodeProblem(passcode: string, repeated: string): PasscodeProblem | null {
  if (Array.from(passcode).length < shortestPasscode) return 'too-short';
  return passcode === repeated ? null : 'not-the-same';
}
