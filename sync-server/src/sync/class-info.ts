import { checkName } from '@tallybook/shared/protocol/account-rules';
import { isCurrencyCode } from '@tallybook/shared/money/currency';
import type { KeyedRevision } from '@tallybook/shared/revisions/fold';
import { foldEntity } from '@tallybook/shared/revisions/fold';
import { parseRevision } from '@tallybook/shared/revisions/revision';
import type { ClassLog } from './class-log.ts';
import type { ClockRange } from './client-log.ts';

/** What a class says of itself in its document. */
export interface ClassInfo {
  readonly name?: string;
  readonly currency?: string;
}

const CLASS_ID_IN_JSON = '"c_class0"';

/** Whether some of these records may be about the class itself. */
export function mayChangeInfo(log: ClassLog, ranges: readonly ClockRange[]): boolean {
  return ranges.some(({ clientId, from, to }) => {
    const values = log.clients.get(clientId)?.values ?? [];
    for (let clock = from; clock < to; clock++) {
      if (values[clock]?.includes(CLASS_ID_IN_JSON) === true) return true;
    }
    return false;
  });
}

/** The fold of the class's own revisions on disk; a value that the API would refuse is left out. */
export function readClassInfo(log: ClassLog): ClassInfo {
  const revisions: KeyedRevision[] = [];
  for (const { keys, values, durable } of log.clients.values()) {
    for (let clock = 0; clock < durable; clock++) {
      const json = values[clock] ?? '';
      if (!json.includes(CLASS_ID_IN_JSON)) continue;
      const id = keys[clock] ?? '';
      const revision = parseRevision(id, json);
      if (revision.ok && revision.value.e === 'c_class0') revisions.push({ id, revision: revision.value });
    }
  }
  if (revisions.length === 0) return {};
  const { groups } = foldEntity('c_class0', revisions);
  const name = groups.get('name')?.value;
  const checked = typeof name === 'string' ? checkName(name) : undefined;
  const currency = groups.get('currency')?.value;
  return {
    ...(checked?.ok ? { name: checked.text } : {}),
    ...(typeof currency === 'string' && isCurrencyCode(currency) ? { currency } : {}),
  };
}
