import { BUDGET_KIND, budgetFromEntity, isBudget, type Budget } from '@tallybook/shared/personal/budgets';
import {
  isRate,
  RATE_KIND,
  rateFromEntity,
  type ExchangeRate,
} from '@tallybook/shared/personal/exchange-rates';
import {
  CATEGORY_KIND,
  categoryFromEntity,
  entityIdOfCategory,
  type CategoryRecord,
} from '@tallybook/shared/personal/own-categories';
import { isPlan, PLAN_KIND, planFromEntity, type PersonalPlan } from '@tallybook/shared/personal/plans';
import type { FoldedEntity } from '@tallybook/shared/revisions/fold';
import { metaKeys } from '$lib/platform/schema.ts';

/** Records of one kind that are no entries, which one row of `meta` holds folded. */
export interface OwnKind<R extends { readonly id: string }> {
  readonly kind: string;
  readonly metaKey: string;
  readonly fromEntity: (entity: FoldedEntity) => R | null;
  /** Whether a value read back is one that this app wrote. */
  readonly isRecord: (value: unknown) => value is R;
  /** The entity that a record is of. */
  readonly entityIdOf: (record: R) => string;
}

export const categoryKind: OwnKind<CategoryRecord> = {
  kind: CATEGORY_KIND,
  metaKey: metaKeys.categories,
  fromEntity: categoryFromEntity,
  isRecord: isCategoryRecord,
  entityIdOf: ({ id }) => entityIdOfCategory(id),
};

export const planKind: OwnKind<PersonalPlan> = {
  kind: PLAN_KIND,
  metaKey: metaKeys.plans,
  fromEntity: planFromEntity,
  isRecord: isPlan,
  entityIdOf: ({ id }) => id,
};

export const budgetKind: OwnKind<Budget> = {
  kind: BUDGET_KIND,
  metaKey: metaKeys.budgets,
  fromEntity: budgetFromEntity,
  isRecord: isBudget,
  entityIdOf: ({ id }) => id,
};

export const rateKind: OwnKind<ExchangeRate> = {
  kind: RATE_KIND,
  metaKey: metaKeys.rates,
  fromEntity: rateFromEntity,
  isRecord: isRate,
  entityIdOf: ({ id }) => id,
};

interface RecordByName {
  readonly plans: PersonalPlan;
  readonly budgets: Budget;
  readonly rates: ExchangeRate;
}

export type OwnKindName = keyof RecordByName;
export type OwnRecordOf<Name extends OwnKindName> = RecordByName[Name];

const kinds: { readonly [Name in OwnKindName]: OwnKind<RecordByName[Name]> } = {
  plans: planKind,
  budgets: budgetKind,
  rates: rateKind,
};

export function kindByName<Name extends OwnKindName>(name: Name): OwnKind<OwnRecordOf<Name>> {
  return kinds[name];
}

function isCategoryRecord(value: unknown): value is CategoryRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { id, name, icon, hue, flow, order, archived, mergedInto, heads } = value as Partial<CategoryRecord>;
  return (
    typeof id === 'string' &&
    [name, icon, mergedInto].every((text) => text === null || typeof text === 'string') &&
    [hue, order].every((figure) => figure === null || typeof figure === 'number') &&
    (flow === null || flow === 'in' || flow === 'out') &&
    typeof archived === 'boolean' &&
    Array.isArray(heads)
  );
}
