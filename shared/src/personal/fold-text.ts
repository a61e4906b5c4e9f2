/** Latin, Hebrew and Arabic marks that people leave out; the vowel signs of Indian scripts are letters to readers. */
const optionalMarks = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g;

/** Text as search and category memory compare it: no case, no diacritics, single spaces. [L6] */
export function foldText(text: string): string {
  return text.normalize('NFD').replace(optionalMarks, '').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** Text as searches compare it; invisible marks and joiners are passed over. */
export function foldQuery(text: string): string {
  // Most texts are plain, and the index folds each one there is.
  if (/^[ -~]*$/.test(text)) return text.toLowerCase().replace(/ {2,}/g, ' ').trim();
  return foldText(text.replace(/\p{Cf}/gu, ''));
}
