import { describe, expect, it } from 'vitest';
import { Formats } from '$lib/locale/formats.ts';
import { recurrenceMessagesEn } from '$lib/locale/recurrence-messages-en.ts';
import { describeRuleProblem, ruleInWords } from './describe-rule.ts';
import { earlierDays, firstDays, ruleFrom } from './rule-days.ts';
import { fieldOfProblem, firstEntered, newRuleValues, RuleForm, valuesOfRule } from './rule-form.svelte.ts';

const r = recurrenceMessagesEn;
const formats = new Formats('en-GB', 'en-GB');

describe('what a rule says', () => {
  const words = { formats, language: 'en-GB', r, today: '2026-01-31' };
  it('in words', () => {
    const anchor = '2026-01-31';
    expect(ruleInWords({ every: 1, unit: 'month', anchor }, words)).toBe('Every month on the 31st');
    expect(ruleInWords({ every: 2, unit: 'week', anchor, count: 3 }, words)).toBe(
      'Every 2 weeks on Saturday, 3 times',
    );
    expect(ruleInWords({ every: 1, unit: 'year', anchor, until: '2026-12-31' }, words)).toMatch(
      /^Every year on 31 January, until Thu.* 31 December$/,
    );
    expect(ruleInWords({ every: 1, unit: 'day', anchor, count: 1 }, words)).toBe('Every day, once');
    expect([1, 2, 3, 11, 12, 13, 21, 22, 23, 30].map(r.onThe)).toEqual(
      ['1st', '2nd', '3rd', '11th', '12th', '13th', '21st', '22nd', '23rd', '30th'].map(
        (day) => ` on the ${day}`,
      ),
    );
  });

  it('as days: the next five, those before today, and none of them unless asked for', () => {
    const rule = { every: 1, unit: 'month', anchor: '2025-10-31' } as const;
    expect(firstDays(rule, '2026-01-31', 3)).toEqual(['2026-01-31', '2026-02-28', '2026-03-31']);
    expect(earlierDays(rule, '2026-01-31')).toEqual(['2025-10-31', '2025-11-30', '2025-12-31']);
    expect(earlierDays({ ...rule, unit: 'day', anchor: '1970-01-01' }, '2026-01-31')).toHaveLength(366);
    expect(ruleFrom(rule, '2026-01-31')).toEqual({ ...rule, since: '2026-01-31' });
    expect(ruleFrom(rule, null)).toBe(rule);
    expect(ruleFrom(rule, '2025-10-31')).toBe(rule);
  });
});

describe('a rule that is typed', () => {
  const typed = (changes: Partial<ReturnType<typeof newRuleValues>>) =>
    new RuleForm({ ...newRuleValues('2026-01-31'), ...changes });
  const problemsOf = (form: RuleForm) => {
    const { rule } = form;
    return rule.ok
      ? []
      : rule.refusal.map((each) => [fieldOfProblem(each), describeRuleProblem(each, r, String)]);
  };

  it('is what its fields say, and opens again as it was typed', () => {
    const rules = [
      { every: 1, unit: 'month', anchor: '2026-01-31' },
      { every: 2, unit: 'week', anchor: '2026-01-31', count: 3 },
      { every: 1, unit: 'year', anchor: '2026-01-31', until: '2031-01-31' },
    ] as const;
    for (const rule of rules) {
      const form = new RuleForm(valuesOfRule(rule));
      expect(form.rule).toEqual({ ok: true, value: rule });
      expect(form.isRuleTouched).toBe(false);
    }
  });

  it('is touched by what it says, not by what an end that was not chosen holds', () => {
    const form = typed({});
    form.count = '3';
    form.until = '2027-01-01';
    expect(form.isRuleTouched).toBe(false);
    form.end = 'after';
    expect(form.isRuleTouched).toBe(true);
  });

  it('says of each field what is wrong', () => {
    expect(problemsOf(typed({ every: '1000' }))).toEqual([['every', r.problems.every('999')]]);
    expect(problemsOf(typed({ anchor: '2200-01-01' }))).toEqual([['anchor', r.problems.day]]);
    expect(problemsOf(typed({ end: 'after', count: '100000' }))).toEqual([
      ['count', r.problems.count('9999')],
    ]);
    expect(problemsOf(typed({ unit: 'day', end: 'on', until: '2299-10-15' }))).toEqual([
      ['until', r.problems.tooMany('9999')],
    ]);
  });

  it('enters nothing before today unless asked, and never what is there already', () => {
    const today = '2026-03-10';
    const form = typed({});
    expect(firstEntered(form, null, today)).toBe(today);
    expect(firstEntered(form, '2026-02-01', today)).toBe(today);
    expect(firstEntered(form, '2026-04-01', today)).toBe('2026-04-01');
    form.withEarlier = true;
    expect(firstEntered(form, null, today)).toBeNull();
    expect(firstEntered(form, '2026-02-01', today)).toBe('2026-02-01');
  });
});
