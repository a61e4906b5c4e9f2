/** The address that a line on how to be paid is as a whole; null for words, and for what is no page of the web. */
export function linkIn(line: string): string | null {
  const text = line.trim();
  if (!/^https?:\/\/\S+$/iu.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  // A name before the host would pass for one: https://bank.example@elsewhere.example.
  const isPlain = url.username === '' && url.password === '';
  return isPlain && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null;
}
