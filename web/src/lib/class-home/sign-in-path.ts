/** The way to sign in and back to where one is. */
export function signInPath({ pathname, search }: Pick<URL, 'pathname' | 'search'>): string {
  return `/sign-in?next=${encodeURIComponent(pathname + search)}`;
}
