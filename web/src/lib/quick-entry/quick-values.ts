import { formatMinor } from '@tallybook/shared/money/amount';
import type { QuickEntry, QuickSetting } from '@tallybook/shared/personal/quick-meaning';
import { mergeTags } from '@tallybook/shared/personal/tags';
import type { PersonalKind } from '@tallybook/shared/personal/personal-entry';

/** The fields of a form that a line can fill. */
export interface QuickValues {
  readonly kind: PersonalKind;
  readonly amount: string;
  readonly currency: string;
  readonly title: string;
  readonly day: string;
  readonly classId: string;
  readonly tags: readonly string[];
}

/** What a line makes of a form: a field that the line says nothing about stays as it was before the line. */
export function quickValues(
  { pieces, title, tags, ...read }: QuickEntry,
  before: QuickValues,
  { style }: Pick<QuickSetting, 'style'>,
): QuickValues {
  const says = (kind: (typeof pieces)[number]['kind']): boolean =>
    pieces.some((piece) => piece.kind === kind);
  const amountPiece = pieces.find((piece) => piece.kind === 'amount');
  const isKindSaid = says('flow') || (amountPiece !== undefined && read.kind !== 'expense');
  return {
    kind: isKindSaid ? read.kind : before.kind,
    amount:
      read.amountMinor === null
        ? (amountPiece?.text ?? before.amount)
        : formatMinor(read.amountMinor, read.currency).replace('.', style.decimal),
    currency: says('amount') || says('class') ? read.currency : before.currency,
    title: title === '' ? before.title : title,
    day: says('day') ? read.day : before.day,
    classId: read.classId ?? before.classId,
    tags: mergeTags([], tags, before.tags),
  };
}
