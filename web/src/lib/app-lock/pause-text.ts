import type { Formats } from '$lib/locale/formats.ts';
import type { LockMessages } from '$lib/locale/lock-messages-en.ts';

/** "30 seconds", "2 minutes": never less than what is left. */
export function pauseText(
  waitMs: number,
  m: Pick<LockMessages, 'seconds'>,
  formats: Pick<Formats, 'count' | 'minutes'>,
): string {
  const seconds = Math.ceil(waitMs / 1000);
  return seconds < 60 ? m.seconds(formats.count(seconds)) : formats.minutes(Math.ceil(seconds / 60));
}
