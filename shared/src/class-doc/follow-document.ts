import type { Doc, YMapEvent } from 'yjs';
import { ClassLedger } from './class-ledger.ts';
import { logContents, logOf } from './log.ts';

/** The ledger of all that a document holds now. It does not follow the document. */
export function ledgerFromDocument(doc: Doc): ClassLedger {
  const ledger = new ClassLedger();
  ledger.apply(logContents(doc));
  return ledger;
}

/**
 * Brings a ledger up to the document and keeps it there, one `apply` per transaction, until the disposer is called
 * (more than once does no harm). `onChange` gets what `apply` returned whenever that is not empty, for the first time
 * during this call. [D13]
 *
 * An `onChange` that throws must not: Yjs would let the exception out of whoever applied an update, who would take the
 * update for a bad one. It is reported as an unhandled rejection instead, which every host shows, and the ledger and
 * the other observers go on.
 */
export function followDocument(
  doc: Doc,
  ledger: ClassLedger,
  onChange: (entityIds: ReadonlySet<string>) => void,
): () => void {
  const log = logOf(doc);
  const tell = (entityIds: ReadonlySet<string>) => {
    if (entityIds.size === 0) return;
    // What an executor throws becomes a rejection; it runs at once.
    void new Promise<void>((resolve) => {
      onChange(entityIds);
      resolve();
    });
  };
  const take = ({ keysChanged }: YMapEvent<unknown>) => {
    const ids = Array.from(keysChanged as Set<unknown>).filter((id) => typeof id === 'string');
    tell(ledger.apply(ids.map((id) => ({ id, value: log.get(id) }))));
  };
  log.observe(take);
  tell(ledger.apply(logContents(doc)));
  let isFollowing = true;
  return () => {
    if (isFollowing) log.unobserve(take);
    isFollowing = false;
  };
}
