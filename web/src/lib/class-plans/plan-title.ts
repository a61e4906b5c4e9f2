import type { ClassPlan } from '@tallybook/shared/class-doc/records';
import type { ClassPlansMessages } from '$lib/locale/class-plans-messages-en.ts';

export function planTitle({ template }: ClassPlan, t: ClassPlansMessages): string {
  return template === null || template.title === '' ? t.untitled : template.title;
}
