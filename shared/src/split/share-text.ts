/** Decimals that a share may have, such as 0.3333. */
const MAX_SHARE_DECIMALS = 4;

/**
 * A share as typed, such as '2' or '0.5', as an integer of ten-thousandths; null when it is no decimal number with a
 * point, at most nine digits before it and at most four after it. [S3]
 */
export function shareTextToWeight(text: string): number | null {
  const match = /^(\d{0,9})(?:\.(\d{0,4}))?$/.exec(text);
  if (!match) return null;
  const [, whole = '', decimals = ''] = match;
  if (whole + decimals === '') return null;
  return Number(whole + decimals.padEnd(MAX_SHARE_DECIMALS, '0'));
}
