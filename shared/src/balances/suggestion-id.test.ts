import { describe, expect, it } from 'vitest';
import { isId } from '../revisions/ids.ts';
import { suggestionId } from './suggestion-id.ts';

const settlements = ['s_222222', 'e_111111', 's_333333'];

describe('the id of a suggested payment', () => {
  it('[P11] is the same on every device, whatever the order of the settlements', () => {
    const id = suggestionId('m_bob000', 'm_ann000', 'EUR', 1230n, settlements);
    expect(isId(id)).toBe(true);
    expect(id.startsWith('s_')).toBe(true);
    expect(suggestionId('m_bob000', 'm_ann000', 'EUR', 1230n, settlements.toReversed().values())).toBe(id);
    expect(suggestionId('m_bob000', 'm_ann000', 'EUR', 1230n, [...settlements, ...settlements])).toBe(id);
  });

  it('[P11] differs by payer, payee, currency, amount and what the two have paid before', () => {
    const ids = [
      suggestionId('m_bob000', 'm_ann000', 'EUR', 1230n, settlements),
      suggestionId('m_ann000', 'm_bob000', 'EUR', 1230n, settlements),
      suggestionId('m_bob000', 'm_eve000', 'EUR', 1230n, settlements),
      suggestionId('m_bob000', 'm_ann000', 'USD', 1230n, settlements),
      suggestionId('m_bob000', 'm_ann000', 'EUR', 1231n, settlements),
      suggestionId('m_bob000', 'm_ann000', 'EUR', 1230n, settlements.slice(1)),
      suggestionId('m_bob000', 'm_ann000', 'EUR', 1230n, []),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });
});
