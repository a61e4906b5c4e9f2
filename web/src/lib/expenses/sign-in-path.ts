/** The way to sign in and back; what is typed waits in its draft. */
export function signInPath({ pathname, search }: URL): string {
  return `/sign-in?next=${encodeURIComponent(pathname + search)}`;
}
