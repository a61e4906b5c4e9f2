import type { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import type { WriteContext } from '@tallybook/shared/class-doc/commands/command';
import { deleteEntity, restoreEntity } from '@tallybook/shared/class-doc/commands/delete-entity';
import { dueOccurrences, makeOccurrences } from '@tallybook/shared/class-doc/commands/occurrences';
import { addPlan, editPlan } from '@tallybook/shared/class-doc/commands/plans';
import { skipOccurrence, upcomingOccurrences } from '@tallybook/shared/class-doc/commands/skip-occurrence';
import type { RandomSource } from '../support/random-source.ts';
import { randomEntry } from './random-money.ts';
import { pickId, type RandomCommands, somePlanId } from './random-pick.ts';

/** Plans and what is made of them, by every device by itself, also by one that lives in another day. */
export const planCommands: RandomCommands = {
  addPlan: (ledger, context, random) => {
    const template = randomTemplate(ledger, context, random);
    const unit = random.pick(['day', 'week', 'month'] as const);
    const anchor = random.pick(['2025-05-31', '2025-06-03']);
    return addPlan(ledger, { rule: { every: 1, unit, anchor, count: 3 }, template }, context);
  },

  editPlan: (ledger, context, random) => {
    const template = randomTemplate(ledger, context, random);
    const rule = { every: random.integer(1, 2), unit: 'day', anchor: '2025-06-02', count: 2 } as const;
    const changes = random.pick([{ template }, { rule }, { template, rule }]);
    return editPlan(
      ledger,
      { planId: somePlanId(ledger, random), ...changes, today: someToday(random) },
      context,
    );
  },

  deletePlan: (ledger, context, random) => {
    const entityId = somePlanId(ledger, random);
    return random.pick([true, false])
      ? deleteEntity(ledger, entityId, context)
      : restoreEntity(ledger, { entityId, today: someToday(random) }, context);
  },

  occur: (ledger, context, random) => {
    const command = makeOccurrences(ledger, dueOccurrences(ledger, someToday(random), 4), context);
    return { ok: true, value: command };
  },

  skipOccurrence: (ledger, context, random) => {
    const planId = somePlanId(ledger, random);
    const plan = ledger.plans().find(({ id }) => id === planId);
    const days = plan
      ? upcomingOccurrences(ledger, plan, { from: '2025-05-20', to: '2025-07-01', count: 4 })
      : [];
    const day = days.length > 0 ? random.pick(days).day : '2025-06-05';
    return skipOccurrence(ledger, { planId, day }, context);
  },

  deleteOccurrence: (ledger, context, random) => {
    const made = Array.from(ledger.entries()).filter(({ plannedBy }) => plannedBy !== null);
    return deleteEntity(ledger, pickId(made, random), context);
  },
};

function randomTemplate(ledger: ClassLedger, context: WriteContext, random: RandomSource) {
  const { money, title, category, note } = randomEntry(ledger, context, random);
  return { money, title, category, note };
}

/** As a device believes it to be: one was off for days, another's clock is ahead. */
function someToday(random: RandomSource): string {
  return random.pick(['2025-06-01', '2025-06-05', '2025-06-05', '2025-06-09']);
}
