/** A name for the file of a class's copy that every system takes. */
export function copyFileName(className: string, day: string): string {
  const safe = className
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/gu, '');
  return `tallybook-${safe === '' ? 'class' : safe.slice(0, 40)}-${day}.json`;
}
