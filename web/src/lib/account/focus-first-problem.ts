import { tick } from 'svelte';

/** Puts the focus on the first field of a form that has a problem, where it is read out with its sentence. */
export async function focusFirstProblem(form: HTMLFormElement): Promise<void> {
  await tick();
  form.querySelector<HTMLElement>('[aria-invalid]')?.focus();
}
