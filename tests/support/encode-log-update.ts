import type { RevisionRow } from '@tallybook/shared/revisions/revision';

/** What one Yjs client wrote, in order: one page load of one author. */
export interface WritingSession {
  clientId: number;
  authorId: string;
  rows: readonly RevisionRow[];
}

const utf8 = new TextEncoder();

/**
 * The V1 update that Yjs makes of a log with these sessions, each a client with clocks from 0. Written byte by byte,
 * since a Y.Doc takes minutes to write 20,000 sessions: each transaction costs time in proportion to its clients.
 */
export function encodeLogUpdate(sessions: readonly WritingSession[]): Uint8Array {
  const bytes = new ByteWriter();
  bytes.writeVarUint(sessions.length);
  // Yjs puts the greatest client first.
  for (const { clientId, rows } of sessions.toSorted((a, b) => b.clientId - a.clientId)) {
    bytes.writeVarUint(rows.length);
    bytes.writeVarUint(clientId);
    bytes.writeVarUint(0);
    for (const { id, json } of rows) {
      // An item of ContentAny with a key, under the root `log`; one value, which is a string.
      bytes.writeByte(0x28);
      bytes.writeByte(1);
      bytes.writeString('log');
      bytes.writeString(id);
      bytes.writeByte(1);
      bytes.writeByte(119);
      bytes.writeString(json);
    }
  }
  bytes.writeVarUint(0);
  return bytes.finish();
}

class ByteWriter {
  #bytes = new Uint8Array(65_536);
  #length = 0;

  writeByte(byte: number): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = byte;
  }

  writeVarUint(value: number): void {
    let rest = value;
    for (; rest > 127; rest = Math.floor(rest / 128)) this.writeByte(128 | (rest % 128));
    this.writeByte(rest);
  }

  writeString(text: string): void {
    const encoded = utf8.encode(text);
    this.writeVarUint(encoded.length);
    this.#reserve(encoded.length);
    this.#bytes.set(encoded, this.#length);
    this.#length += encoded.length;
  }

  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + count));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}
