import type { MyShare } from '@tallybook/shared/personal/my-share';
import type { ClassAsideRow, ClassBalance, ClassComing, ClassDebt, ClassRow } from './schema.ts';

/** A class as it is kept: what is known of it, and the readable changes of its document in the order of their writing. */
export interface StoredClass {
  readonly row: ClassRow;
  readonly updates: readonly Uint8Array[];
  readonly aside: readonly ClassAsideRow[];
  /** Rows of the document that cannot be read. */
  readonly damagedCount: number;
}

/** What lists show of a class: kept beside the document, so that they need not load it. */
export interface DerivedRows {
  readonly balances: readonly ClassBalance[];
  readonly between: readonly ClassDebt[];
  /** What the class is called and how it looks, once the document says so. */
  readonly about: { readonly name: string; readonly currency: string; readonly look: string } | null;
  /** What plans enter next; left out where nothing about that has changed. */
  readonly coming?: readonly ClassComing[];
  /** Shares to put in the place of all that these entries had; 'all' replaces every share of the class. */
  readonly changedEntryIds: ReadonlySet<string> | 'all';
  readonly shares: readonly MyShare[];
}

export interface Append {
  readonly documentId: string;
  /** Keys are made before, since the work may run again after a lost connection. */
  readonly updates: readonly {
    readonly key: string;
    readonly update: Uint8Array;
    /** Of this one, when it is a change of one's own. */
    readonly unsent?: Readonly<Record<string, number>>;
  }[];
  /** Own records among them, per Yjs client: how many of its records there are then. */
  readonly unsent: Readonly<Record<string, number>>;
  /** The revision that the writer has; what it derived holds only if nobody else appended meanwhile. */
  readonly knownRevision: number;
  readonly derived: DerivedRows;
  /** Records that were waiting to be offered and are in these updates. */
  readonly offeredIds?: readonly string[];
}

/** `isDerived`: what lists show is that of this revision. 'replaced': another document has taken the place of the writer's. 'gone': the class was removed from this device. */
export type AppendOutcome = { readonly revision: number; readonly isDerived: boolean } | 'replaced' | 'gone';

/** What takes the place of a document: made from what is stored, inside the transaction, so that nothing slips by. */
export interface Replacement {
  readonly documentId: string;
  readonly epoch: number;
  readonly seq: number;
  readonly update: Uint8Array;
  readonly key: string;
  readonly aside: readonly Omit<ClassAsideRow, 'key'>[];
}
