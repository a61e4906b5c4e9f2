/** "Firefox, Android" from a browser's user agent, or null where it says nothing known. Names are as their makers write them. */
export function deviceOf(userAgent: string): string | null {
  const find = (names: readonly (readonly [name: string, pattern: RegExp])[]): string | undefined =>
    names.find(([, pattern]) => pattern.test(userAgent))?.[0];
  const browser = find([
    ['Edge', /\bEdg/],
    ['Opera', /\bOPR\//],
    ['Samsung Internet', /\bSamsungBrowser\//],
    ['Firefox', /\b(Firefox|FxiOS)\//],
    ['Chrome', /\b(Chrome|CriOS|Chromium)\//],
    ['Safari', /\bSafari\//],
  ]);
  const system = find([
    ['Android', /\bAndroid\b/],
    ['iPhone', /\biPhone\b/],
    ['iPad', /\biPad\b/],
    ['Windows', /\bWindows\b/],
    ['Mac', /\bMac(intosh| OS)\b/],
    ['Linux', /\bLinux\b/],
  ]);
  return [browser, system].filter(Boolean).join(', ') || null;
}
