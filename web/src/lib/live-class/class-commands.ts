import type { Day } from '@tallybook/shared/calendar/day';
import { addEntry } from '@tallybook/shared/class-doc/commands/add-entry';
import type { Command } from '@tallybook/shared/class-doc/commands/command';
import { deleteEntity, restoreEntity } from '@tallybook/shared/class-doc/commands/delete-entity';
import { editClass, type ClassChanges } from '@tallybook/shared/class-doc/commands/edit-class';
import { editEntry } from '@tallybook/shared/class-doc/commands/edit-entry';
import type { EntryFields } from '@tallybook/shared/class-doc/commands/entry-fields';
import { addMember, renameMember, setMemberState } from '@tallybook/shared/class-doc/commands/members';
import {
  editPayment,
  recordPayment,
  type PaymentFields,
  type Suggestion,
} from '@tallybook/shared/class-doc/commands/record-payment';
import type { ClassWrite } from '$lib/class-sync/class-session.ts';
import type { BuildCommand } from '$lib/class-sync/document-holder.ts';
import { takeBack } from './take-back.ts';

/** What people do in a class. Each command resolves once it is saved on this device, or with why it is not. */
export abstract class ClassCommands {
  protected abstract readonly today: Day;

  protected abstract write(build: BuildCommand): Promise<ClassWrite>;

  /** Any other command of the class document; whoever needs one brings it along, so that it loads with them. */
  run(build: BuildCommand): Promise<ClassWrite> {
    return this.write(build);
  }

  /** `id`: fresh and random; one that is there already, since another tab took up the same draft, is not used twice. */
  addEntry(fields: EntryFields, id?: string): Promise<ClassWrite> {
    return this.write((ledger, context) => {
      if (id === undefined || ledger.entity(id)) return addEntry(ledger, fields, context);
      const newId = (prefix: 'e' | 'r' | 'm'): string => (prefix === 'e' ? id : context.newId(prefix));
      return addEntry(ledger, fields, { ...context, newId });
    });
  }

  editEntry(entryId: string, changes: Partial<EntryFields>): Promise<ClassWrite> {
    return this.write((ledger, context) => editEntry(ledger, { entryId, changes }, context));
  }

  deleteEntry(entryId: string): Promise<ClassWrite> {
    return this.write((ledger, context) => deleteEntity(ledger, entryId, context));
  }

  restoreEntry(entryId: string): Promise<ClassWrite> {
    const { today } = this;
    return this.write((ledger, context) => restoreEntity(ledger, { entityId: entryId, today }, context));
  }

  /** Paid in full, a suggested payment is recorded once, whoever else records it. */
  recordPayment(fields: PaymentFields, suggestion?: Suggestion): Promise<ClassWrite> {
    return this.write((ledger, context) =>
      recordPayment(ledger, { ...fields, ...(suggestion && { suggestion }) }, context),
    );
  }

  editPayment(entryId: string, fields: PaymentFields): Promise<ClassWrite> {
    return this.write((ledger, context) => editPayment(ledger, { ...fields, entryId }, context));
  }

  /** Undoes commands on entries of which a person was told that they were not saved. */
  takeBack(commands: readonly Command[]): Promise<ClassWrite> {
    return this.write((ledger, context) => takeBack(ledger, commands, context));
  }

  /** Somebody without an account. */
  addMember(name: string): Promise<ClassWrite> {
    return this.write((ledger, context) => addMember(ledger, { name }, context));
  }

  renameMember(memberId: string, name: string): Promise<ClassWrite> {
    return this.write((ledger, context) => renameMember(ledger, { memberId, name }, context));
  }

  setMemberState(memberId: string, state: 'in' | 'out'): Promise<ClassWrite> {
    return this.write((ledger, context) => setMemberState(ledger, { memberId, state }, context));
  }

  editClass(changes: ClassChanges): Promise<ClassWrite> {
    return this.write((ledger, context) => editClass(ledger, changes, context));
  }
}
