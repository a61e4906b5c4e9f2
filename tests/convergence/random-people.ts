import { editClass } from '@tallybook/shared/class-doc/commands/edit-class';
import {
  addMember,
  claimMember,
  renameMember,
  setMemberState,
  unclaimMember,
} from '@tallybook/shared/class-doc/commands/members';
import { setDefaultSplit } from '@tallybook/shared/class-doc/commands/set-default-split';
import { setPayLine } from '@tallybook/shared/class-doc/commands/set-pay-line';
import { declineUnits, leaveUnit, setUnit } from '@tallybook/shared/class-doc/commands/set-unit';
import { unitRequests } from '@tallybook/shared/class-doc/unit-requests';
import { randomProportions } from './random-money.ts';
import {
  pickableIds,
  pickId,
  type RandomCommands,
  someClaimableId,
  someMemberId,
  someOf,
} from './random-pick.ts';

/** Who is in it, who is the same person or settles with whom, and how they usually split and want to be paid. */
export const peopleCommands: RandomCommands = {
  addMember: (ledger, context, random) =>
    addMember(ledger, { name: `Guest ${random.integer(1, 99)}` }, context),

  renameMember: (ledger, context, random) =>
    renameMember(ledger, { memberId: someClaimableId(ledger, context, random), name: 'Ida' }, context),

  join: (ledger, context) => setMemberState(ledger, { memberId: context.authorId, state: 'in' }, context),

  leave: (ledger, context, random) =>
    setMemberState(ledger, { memberId: someMemberId(ledger, context, random), state: 'out' }, context),

  claim: (ledger, context, random) => {
    const memberId = someClaimableId(ledger, context, random);
    const asId = someMemberId(ledger, context, random);
    return claimMember(ledger, { memberId, asId }, context);
  },

  unclaim: (ledger, context, random) => {
    const claimed = Array.from(ledger.members().values()).filter((one) => one.canonicalId !== one.id);
    const memberId = claimed.length > 0 ? pickId(claimed, random) : someClaimableId(ledger, context, random);
    return unclaimMember(ledger, { memberId }, context);
  },

  editClass: (ledger, context, random) =>
    editClass(ledger, { name: `House ${random.integer(1, 9)}`, look: random.pick(['', '🏠']) }, context),

  setDefaultSplit: (ledger, context, random) => {
    const ids = pickableIds(ledger, context);
    const memberIds = random.next() < 0.5 ? ids : someOf(ids, random);
    const split = random.next() < 0.2 ? null : randomProportions(memberIds, random);
    return setDefaultSplit(ledger, { memberIds, split }, context);
  },

  payLine: (ledger, context, random) => {
    const memberId = someClaimableId(ledger, context, random);
    return setPayLine(ledger, { memberId, line: random.pick(['', 'IBAN of mine', 'cash']) }, context);
  },

  /** What others asked for, so that units come about; or somebody without an account, who is asked nothing. */
  setUnit: (ledger, context, random) => {
    const [request] = unitRequests(ledger, context.authorId);
    const guestId = someClaimableId(ledger, context, random);
    const withIds = request?.memberIds ?? [
      random.next() < 0.5 ? guestId : someMemberId(ledger, context, random),
    ];
    return setUnit(ledger, { memberId: context.authorId, withIds }, context);
  },

  leaveUnit: (ledger, context, random) =>
    leaveUnit(ledger, someClaimableId(ledger, context, random), context),

  declineUnits: (ledger, context) => declineUnits(ledger, context.authorId, context),
};
