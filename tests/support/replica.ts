import { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import { followDocument } from '@tallybook/shared/class-doc/follow-document';
import { applyUpdate, Doc, encodeStateAsUpdate, encodeStateVector } from 'yjs';

/** One device's copy of a class, whose ledger follows its document. */
export class Replica {
  readonly doc = new Doc();
  readonly ledger = new ClassLedger();

  readonly #stopFollowing: () => void;

  constructor() {
    this.#stopFollowing = followDocument(this.doc, this.ledger, () => undefined);
  }

  close(): void {
    this.#stopFollowing();
    this.doc.destroy();
  }

  receive(update: Uint8Array): void {
    applyUpdate(this.doc, update, 'network');
  }

  /** Gives another document what it lacks, as a V1 diff. */
  sendTo(doc: Doc): void {
    applyUpdate(doc, encodeStateAsUpdate(this.doc, encodeStateVector(doc)), 'network');
  }

  /** Takes from another document what this one lacks. */
  receiveFrom(doc: Doc): void {
    this.receive(encodeStateAsUpdate(doc, encodeStateVector(this.doc)));
  }
}
