import type { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import type { ClassEntry, HistoryStep } from '@tallybook/shared/class-doc/records';
import { readMoneyGroup } from '@tallybook/shared/revisions/money-group';
import type { MoneyInput } from '@tallybook/shared/split/money-input';
import { openMoney } from '@tallybook/shared/split/open-money';
import type { ClassSession } from '$lib/class-sync/class-session.ts';
import type { SessionEvent } from '$lib/class-sync/session-voice.ts';
import type { ClassRow } from '$lib/platform/schema.ts';
import { ClassCommands } from './class-commands.ts';
import { copyOfClass } from './copy-of-class.ts';
import { currencyStates, type CurrencyState } from './currency-states.ts';
import { EntryLists } from './entry-lists.svelte.ts';
import { inOrder, readMembers, unknownMember, type LiveMember } from './live-members.ts';
import { partsOf, type MyPart } from './my-part.ts';

/** What the document of a class and what is known beside it say, as screens read it. Every getter is reactive. */
export abstract class ClassReading extends ClassCommands {
  protected readonly session: ClassSession;
  readonly #ownName: string;
  readonly #lists = new EntryLists();
  /** Rises with what is in the document. */
  #version = $state(0);
  /** Rises with what is said of saving, syncing and the row. */
  #stateVersion = $state(0);

  readonly #memberById = $derived.by(() => {
    this.#follow();
    return readMembers(this.session.ledger, this.session.row, this.#ownName);
  });
  readonly #members = $derived(inOrder(this.#memberById.values()));
  // Texts, so that what follows them stands still while the row changes and they do not.
  readonly #memberIds = $derived(this.#members.map(({ id }) => id).join(' '));
  readonly #usualCurrency = $derived(this.currency);
  readonly #currencies = $derived.by(() => {
    this.#followDocument();
    return currencyStates(this.session.ledger, this.#memberIds.split(' '), this.#usualCurrency);
  });

  protected constructor(session: ClassSession, ownName: string) {
    super();
    this.session = session;
    this.#ownName = ownName;
    this.#lists.reset(session.ledger.entries());
  }

  get classId(): string {
    return this.session.classId;
  }

  get row(): ClassRow {
    this.followState();
    return this.session.row;
  }

  get name(): string {
    this.#follow();
    return this.session.ledger.info().name || this.session.row.name;
  }

  get currency(): string {
    this.#follow();
    return this.session.ledger.info().currency || this.session.row.currency;
  }

  get look(): string {
    this.#follow();
    return this.session.ledger.info().look;
  }

  /** The class ID as people see it; '' until it is known. */
  get code(): string {
    return this.row.code;
  }

  get myId(): string {
    this.#follow();
    return this.session.ledger.identity(this.session.row.memberId);
  }

  /** Me first, then the others by name, then those who have left. */
  get members(): readonly LiveMember[] {
    return this.#members;
  }

  /** Of any id, also one that is not known yet. */
  member(id: string): LiveMember {
    this.#follow();
    const canonicalId = this.session.ledger.identity(id);
    return this.#memberById.get(canonicalId) ?? unknownMember(canonicalId);
  }

  /** Those not deleted: newest day first, then newest created. */
  get entries(): readonly ClassEntry[] {
    return this.#lists.shown;
  }

  get deletedEntries(): readonly ClassEntry[] {
    return this.#lists.deleted;
  }

  entryById(id: string): ClassEntry | undefined {
    this.#followDocument();
    return this.session.ledger.entry(id);
  }

  /** Records that cannot be read, and rows of this device that are damaged. */
  get unreadableCount(): number {
    this.#follow();
    return this.session.ledger.quarantined().length + this.session.damagedCount;
  }

  /** The class's usual currency first. */
  get currencies(): readonly CurrencyState[] {
    return this.#currencies;
  }

  myPart(entry: ClassEntry): MyPart[] {
    const { myId } = this;
    return partsOf(entry, (id) => this.session.ledger.identity(id) === myId);
  }

  /**
   * Whatever else is read of the document, anew with each change of it. What is returned holds nothing of the ledger
   * that changes later.
   */
  read<T>(reader: (ledger: ClassLedger) => T): T {
    this.#followDocument();
    return reader(this.session.ledger);
  }

  history(entityId: string): HistoryStep[] {
    this.#followDocument();
    return this.session.ledger.history(entityId);
  }

  /** What was entered, to open it in an editor; null where no editor of one amount can hold it. */
  moneyToEdit(entry: ClassEntry): MoneyInput | null {
    if (entry.kind !== 'expense' && entry.kind !== 'income') return null;
    const money = readMoneyGroup(this.session.ledger.entity(entry.id)?.groups.get('money')?.value);
    return money.ok ? openMoney(entry.kind, money.value, entry.id) : null;
  }

  /** All that is in it as JSON that people and programs can read. */
  exportCopy(): string {
    return copyOfClass(this.session.ledger, this.row, (id) => this.member(id).name);
  }

  /** What is read after it is read anew when what is said of saving, syncing or the row changes. */
  protected followState(): number {
    return this.#stateVersion;
  }

  /** Takes in what the session told. Returns the entries that changed one by one. */
  protected takeIn(event: SessionEvent): readonly ClassEntry[] {
    if (event === 'presence') return [];
    this.#stateVersion++;
    if (event === 'state') return [];
    this.#version++;
    const { ledger } = this.session;
    if (event === 'all') {
      this.#lists.reset(ledger.entries());
      return [];
    }
    const found = Array.from(event, (id) => [id, ledger.entry(id)] as const);
    this.#lists.update(found);
    return found.flatMap(([, entry]) => entry ?? []);
  }

  /** What is read after it is read anew when the document changes: saving one entry tells of its state many times. */
  #followDocument(): number {
    return this.#version;
  }

  /** What is read after it is read anew when the document or the row changes. */
  #follow(): number {
    return this.#version + this.#stateVersion;
  }
}
