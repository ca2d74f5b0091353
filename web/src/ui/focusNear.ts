import { tick } from 'svelte';

/** Does what may take a row out of its list, and leaves the focus near: in the row after it, else before it, else where they lie. */
export async function focusNear(row: Element | null, act: () => Promise<void>): Promise<void> {
  const near = row?.nextElementSibling ?? row?.previousElementSibling ?? null;
  const place = row?.closest<HTMLElement>('[role="region"], dialog') ?? null;
  await act();
  await tick();
  if (row?.isConnected) return;
  const next = near?.isConnected ? near.querySelector<HTMLElement>('button') : null;
  (next ?? place)?.focus();
}

/** After a refusal: to the first field that is wrong, else to the button that was pressed. */
export async function focusWrong(form: HTMLElement | undefined): Promise<void> {
  await tick();
  const wrong = form?.querySelector<HTMLElement>('[aria-invalid="true"]');
  (wrong ?? form?.querySelector<HTMLElement>('.act'))?.focus();
}
