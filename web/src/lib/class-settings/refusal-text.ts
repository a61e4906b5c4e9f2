import type { Formats } from '$lib/locale/formats.ts';
import type { ClassSettingsMessages } from '$lib/locale/class-settings-messages-en.ts';
import type { Messages } from '$lib/locale/messages-en.ts';
import type { ActRefusal } from './class-acts.svelte.ts';
import type { NameProblem } from './person-form.svelte.ts';

interface Texts {
  readonly m: ClassSettingsMessages;
  readonly app: Messages;
  readonly formats: Formats;
}

/** Why an act was not done and what to do, as a sentence. */
export function describeRefusal(refusal: ActRefusal, { m, app }: Texts): string {
  if (typeof refusal !== 'string') {
    const { short, advice } = app.storage[refusal.reason];
    return m.deviceRefuses(short, advice);
  }
  const { other, ...known } = m.refusals;
  return Object.hasOwn(known, refusal) ? known[refusal as keyof typeof known] : other(refusal);
}

/** Why a name was not saved and what to do, as a sentence. */
export function describeProblem(problem: NameProblem, { m, app, formats }: Texts): string {
  switch (problem.kind) {
    case 'twice':
      return problem.isFormer ? m.person.twiceFormer(problem.name) : m.person.twice(problem.name);
    case 'fault':
      if (problem.fault.reason === 'too-long')
        return m.names['too-long'](formats.count(problem.fault.limit), formats.count(problem.fault.given));
      return m.names[problem.fault.reason];
    case 'refused':
      return m.notPossible;
    case 'not-saved':
      return m.notWritten(app.storage[problem.refusal.reason].advice);
    default:
      return problem satisfies never;
  }
}
