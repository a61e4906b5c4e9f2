/** Leaves this page and loads another of the app anew, as another profile needs. */
export function loadPage(path: string): void {
  location.assign(path);
}

/** The path of this app, with its query and hash, that a link names; '/' for what leads anywhere else. */
export function pathWithin(text: string | null, origin = location.origin): string {
  if (!text?.startsWith('/')) return '/';
  try {
    const url = new URL(text, origin);
    return url.origin === origin ? `${url.pathname}${url.search}${url.hash}` : '/';
  } catch {
    return '/';
  }
}
