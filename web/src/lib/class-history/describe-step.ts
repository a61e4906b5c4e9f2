import type { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import { isOwnGroup } from '@tallybook/shared/class-doc/identities';
import type { GroupChange } from '@tallybook/shared/class-doc/records';
import type { FeedStep } from './class-feed.ts';
import { moneyIn, totalText } from './describe-change.ts';
import { actor, entryName, isolated, nameOf, type Wording } from './wording.ts';

/** One step of the class as a sentence: "Bea changed Dinner: €40.00 to €42.00". */
export function sentenceOf(step: FeedStep, ledger: ClassLedger, wording: Wording): string {
  const who = step.auto === null ? actor(step.authorId, wording) : wording.texts.thePlan;
  switch (step.kind) {
    case 'entry':
      return entrySentence(step, who, ledger, wording);
    case 'member':
      return memberSentence(step, who, ledger, wording);
    case 'plan':
      return planSentence(step, who, ledger, wording);
    case 'comment':
      return commentSentence(step, who, ledger, wording);
    case 'class':
      return classSentence(step, who, wording);
    default:
      return step.kind satisfies never;
  }
}

/** The groups of a step as words; what a newer app wrote is named as that. */
export function fieldsText(groups: readonly string[], { texts }: Wording): string {
  return texts.list([
    ...new Set(groups.map((group) => texts.fields[group] ?? texts.newerGroup(isolated(group)))),
  ]);
}

function entrySentence(step: FeedStep, who: string, ledger: ClassLedger, wording: Wording): string {
  const { sentence } = wording.texts;
  const entry = ledger.entry(step.entityId);
  const titleChange = changeOf(step, 'title');
  const moneyChange = changeOf(step, 'money');
  const what = entryName(entry, wording, step.what === 'created' ? text(titleChange?.after) : entry?.title);
  if (step.what === 'deleted') return sentence.deleted(who, what);
  if (step.what === 'restored') return sentence.restored(who, what);
  if (step.what === 'created') {
    return sentence.created(who, what, moneyChange ? totalText(moneyIn(moneyChange.after), wording) : '');
  }
  if (step.changes.length === 1 && titleChange) {
    const named = (title: unknown): string => entryName(entry, wording, text(title) ?? '');
    return sentence.renamed(who, named(titleChange.before), named(titleChange.after));
  }
  if (step.changes.length === 1 && moneyChange?.before !== undefined) {
    const total = (value: unknown): string => totalText(moneyIn(value), wording);
    const [before, after] = [total(moneyChange.before), total(moneyChange.after)];
    if (before !== after) return sentence.amount(who, what, before, after);
  }
  return sentence.changed(who, what, groupsText(step, wording));
}

function memberSentence(step: FeedStep, who: string, ledger: ClassLedger, wording: Wording): string {
  const { sentence } = wording.texts;
  const whom = nameOf(step.entityId, wording);
  const isSelf = step.entityId === step.authorId;
  const state = changeOf(step, 'state');
  const name = changeOf(step, 'name');
  const same = changeOf(step, 'same');
  if (step.what === 'created' && !isSelf && name)
    return sentence.addedMember(who, isolated(text(name.after) ?? whom));
  if (state) {
    if (isSelf) return state.after === 'out' ? sentence.left(who) : sentence.joined(who);
    return state.after === 'out' ? sentence.tookOut(who, whom) : sentence.broughtBack(who, whom);
  }
  // It counts nowhere, and is not passed on as if it were their word.
  if (!isSelf && ledger.isAuthor(step.entityId) && step.changes.some(({ group }) => isOwnGroup(group)))
    return sentence.notTheirs(who, whom);
  if (same) {
    const other = text(same.after) ?? '';
    return other === ''
      ? sentence.notSame(who, calledText(step.entityId, ledger, wording))
      : sentence.same(who, calledText(step.entityId, ledger, wording), calledText(other, ledger, wording));
  }
  const pay = changeOf(step, 'pay');
  const unit = changeOf(step, 'unit');
  if (pay) {
    const line = text(pay.after) ?? '';
    const said = line === '' ? '' : isolated(shortened(line));
    return isSelf ? sentence.ownPay(who, said) : sentence.pay(who, whom, said);
  }
  if (unit) {
    const ids = Array.isArray(unit.after) ? unit.after.filter((id) => typeof id === 'string') : [];
    return ids.length === 0
      ? sentence.alone(who, isSelf ? '' : whom)
      : sentence.asOne(who, isSelf ? '' : whom, wording.texts.list(ids.map((id) => nameOf(id, wording))));
  }
  if (name)
    return sentence.renamedMember(who, isolated(text(name.before) ?? ''), isolated(text(name.after) ?? ''));
  return sentence.changedMember(who, whom);
}

/** A member as they were called before somebody said who they are: their name by now may be that person's. */
function calledText(id: string, ledger: ClassLedger, wording: Wording): string {
  const member = ledger.members().get(id);
  const isNamed = member?.isAuthor === false && member.name !== null;
  return isNamed ? isolated(member.name ?? '') : nameOf(id, wording);
}

function planSentence(step: FeedStep, who: string, ledger: ClassLedger, wording: Wording): string {
  const { texts } = wording;
  const title = text(
    changeOf(step, 'title')?.after ?? ledger.entity(step.entityId)?.groups.get('title')?.value,
  );
  const what = title === undefined || title === '' ? texts.aPlan : isolated(title);
  if (step.what === 'created') return texts.sentence.plan(who, what);
  if (step.what === 'deleted') return texts.sentence.planEnded(who, what);
  if (step.what === 'restored') return texts.sentence.planRestored(who, what);
  return texts.sentence.planChanged(who, what);
}

function commentSentence(step: FeedStep, who: string, ledger: ClassLedger, wording: Wording): string {
  const { texts } = wording;
  const on = ledger.entity(step.entityId)?.groups.get('on')?.value;
  const what = entryName(typeof on === 'string' ? ledger.entry(on) : undefined, wording);
  const written = text(changeOf(step, 'text')?.after);
  if (step.what === 'deleted') return texts.sentence.commentDeleted(who, what);
  if (written === undefined || step.what !== 'created') return texts.sentence.commentChanged(who, what);
  return texts.sentence.comment(who, what, texts.quoted(isolated(shortened(written))));
}

function classSentence(step: FeedStep, who: string, wording: Wording): string {
  const { sentence } = wording.texts;
  const name = text(changeOf(step, 'name')?.after);
  if (step.what === 'created') return sentence.classMade(who, isolated(name ?? ''));
  return sentence.classChanged(who, groupsText(step, wording));
}

function groupsText({ changes }: FeedStep, wording: Wording): string {
  return fieldsText(
    changes.map(({ group }) => group),
    wording,
  );
}

function changeOf({ changes }: FeedStep, group: string): GroupChange | undefined {
  return changes.find((change) => change.group === group);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

const MAX_QUOTE = 120;

export function shortened(value: string): string {
  const signs = Array.from(value);
  return signs.length <= MAX_QUOTE ? value : `${signs.slice(0, MAX_QUOTE).join('')}…`;
}
