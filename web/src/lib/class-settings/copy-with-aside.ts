import type { AsideRecord } from '$lib/profile/device-data.ts';

/** The copy of a class with the changes that are kept beside it. */
export function copyWithAside(
  copy: string,
  aside: readonly Pick<AsideRecord, 'id' | 'json' | 'refusedFor'>[],
): string {
  if (aside.length === 0) return copy;
  const notAccepted = aside.map(({ id, json, refusedFor }) => ({ id, record: json, reason: refusedFor }));
  return `${JSON.stringify({ ...(JSON.parse(copy) as object), notAccepted }, null, 2)}\n`;
}
