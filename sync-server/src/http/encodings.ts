/** Encodings made at build time, best first: name in Accept-Encoding, and ending of the file beside the original. */
export const ENCODINGS = [
  { name: 'br', suffix: '.br' },
  { name: 'gzip', suffix: '.gz' },
] as const;

export type EncodingName = (typeof ENCODINGS)[number]['name'];

export function isEncodedVariant(fileName: string): boolean {
  return ENCODINGS.some(({ suffix }) => fileName.endsWith(suffix));
}
