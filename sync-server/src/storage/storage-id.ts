/**
 * Whether a text may name a file: a UUID in lower case, as `crypto.randomUUID` makes it. Upper case is refused because
 * two spellings would be one file on some systems and two on others.
 */
export function isStorageId(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text);
}

/** For writes, whose ids were checked when they came in: another one is a mistake in this program. */
export function assertStorageId(text: string): void {
  if (!isStorageId(text)) throw new RangeError('An id to be stored must be a UUID in lower case');
}
