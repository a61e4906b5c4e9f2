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
/** How long what was told last stands at least, and longer with every revision that has to be folded again, in ms. */
const STANDS_MS = 2_000;
const STANDS_MS_PER_REVISION = 1;

/** Follows what a class says of itself as records come to the disk, and tells it now and then. */
export class ClassInfoWatch {
  readonly #log: ClassLog;
  readonly #onInfo: (info: ClassInfo) => void;
  readonly #revisions: KeyedRevision[] = [];
  #isChanged = false;
  #toldAtMs: number;

  /** Tells what is on disk by now. */
  constructor(log: ClassLog, onInfo: (info: ClassInfo) => void, elapsedMs: number) {
    this.#log = log;
    this.#onInfo = onInfo;
    for (const [clientId, { durable }] of log.clients) this.#read({ clientId, from: 0, to: durable });
    this.#toldAtMs = elapsedMs;
    this.#onInfo(foldInfo(this.#revisions));
  }

  /** Looks at records that have come to the disk. */
  add(ranges: readonly ClockRange[]): void {
    const before = this.#revisions.length;
    for (const range of ranges) this.#read(range);
    this.#isChanged ||= this.#revisions.length > before;
  }

  /** Tells what has changed, if what was told before has stood for long enough. */
  tick(elapsedMs: number): void {
    const standsMs = STANDS_MS + this.#revisions.length * STANDS_MS_PER_REVISION;
    if (!this.#isChanged || elapsedMs - this.#toldAtMs < standsMs) return;
    this.tell();
    this.#toldAtMs = elapsedMs;
  }

  /** Tells what has changed since it was last told. */
  tell(): void {
    if (!this.#isChanged) return;
    this.#isChanged = false;
    this.#onInfo(foldInfo(this.#revisions));
  }

  #read({ clientId, from, to }: ClockRange): void {
    const { keys = [], values = [] } = this.#log.clients.get(clientId) ?? {};
    for (let clock = from; clock < to; clock++) {
      const json = values[clock] ?? '';
      if (!json.includes(CLASS_ID_IN_JSON)) continue;
      const id = keys[clock] ?? '';
      const revision = parseRevision(id, json);
      if (revision.ok && revision.value.e === 'c_class0') {
        this.#revisions.push({ id, revision: revision.value });
      }
    }
  }
}

/** The fold of the class's own revisions; a value that the API would refuse is left out. */
function foldInfo(revisions: readonly KeyedRevision[]): ClassInfo {
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
