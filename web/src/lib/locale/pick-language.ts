/** The texts of a part of the app in the language of the app, in English where it has no others yet. */
export function pickLanguage<T>(
  texts: { readonly en: T } & Readonly<Record<string, T>>,
  language: string,
): T {
  return texts[language] ?? texts.en;
}
