/** How a class is marked: a picture and a hue in degrees. Both may be missing. */
export interface ClassLook {
  readonly picture: string;
  readonly hue: number | null;
}

/** As it is stored in the `look` of a class: `🏠 250`. */
export function formatClassLook({ picture, hue }: ClassLook): string {
  return [picture, hue ?? ''].filter((part) => part !== '').join(' ');
}

/** Reads what `formatClassLook` wrote; other texts, which any member's app can store, mark nothing. */
export function readClassLook(look: string): ClassLook {
  const [, picture = '', hue] =
    /^(?:(\p{Extended_Pictographic}\S{0,12}))?(?:^| )?(\d{1,3})?$/u.exec(look) ?? [];
  return { picture, hue: hue === undefined || Number(hue) > 360 ? null : Number(hue) };
}
