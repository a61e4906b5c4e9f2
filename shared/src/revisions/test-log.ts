import type { FoldedEntity } from './fold.ts';
import { foldLog } from './fold.ts';
import type { Revision, RevisionRow } from './revision.ts';

export const E = 'e_0000010';
export const money = (amt: number) => ({
  legs: [
    {
      cur: 'EUR',
      amt,
      pay: [['m_ali000', amt]],
      owe: [
        ['m_ali000', amt / 2],
        ['m_bea000', amt / 2],
      ],
    },
  ],
});
export const row = (id: string, fields: Partial<Revision>): RevisionRow => ({
  id,
  json: JSON.stringify({ k: 'x', t: 10, a: 'm_ali000', s: {}, ...fields }),
});
export const creation = row(E, { s: { money: money(9000), title: 't' } });
export const edit = (id: string, b: string[], t: number, s: Revision['s'], more: Partial<Revision> = {}) =>
  row(id, { e: E, b, t, s, ...more });

export const foldOne = (...rows: RevisionRow[]): FoldedEntity => {
  const entity = foldLog(rows).entities.get(E);
  if (!entity) throw new Error('The entity is missing');
  return entity;
};
export const valueOf = (entity: FoldedEntity, group: string) => entity.groups.get(group)?.value;
export const amountOf = (entity: FoldedEntity) =>
  (valueOf(entity, 'money') as ReturnType<typeof money> | undefined)?.legs[0]?.amt;
