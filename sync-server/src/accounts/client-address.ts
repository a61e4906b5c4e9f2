/** The 16-bit groups of an IPv6 address without a zone, missing ones filled with zeros. */
function readGroups(address: string): readonly number[] {
  const [head = '', tail] = address.split('::', 2);
  const parse = (part: string): number[] =>
    part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
  const before = parse(head);
  const after = tail === undefined ? [] : parse(tail);
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => 0);
  return [...before, ...zeros, ...after];
}

/** Some proxies pass on `address:port` and `[address]:port`. */
function takeOffPort(text: string): string {
  const bracketed = /^\[([^\]]*)\](?::\d{1,5})?$/u.exec(text)?.[1];
  return bracketed ?? /^([^:]*):\d{1,5}$/u.exec(text)?.[1] ?? text;
}

/**
 * Who an address is for counting attempts: an IPv4 address itself, the /64 of an IPv6 one, since one household or
 * server has all of it. Text that is neither counts as one unknown address.
 */
export function addressToKey(address: string | undefined): string {
  const plain = takeOffPort((address ?? '').trim().toLowerCase()).replace(/%.*$/u, '');
  const mapped = /^(?:::ffff:)?(\d{1,3}(?:\.\d{1,3}){3})$/u.exec(plain);
  if (mapped?.[1] !== undefined) return mapped[1];
  if (!/^[0-9a-f:]+(?:\d{1,3}(?:\.\d{1,3}){3})?$/u.test(plain) || !plain.includes(':')) return 'unknown';
  const groups = readGroups(plain).slice(0, 4);
  return `${groups.map((group) => (Number.isNaN(group) ? 0 : group).toString(16)).join(':')}::/64`;
}
