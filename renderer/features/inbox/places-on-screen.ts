const focusOn = (selector: string): void => document.querySelector<HTMLElement>(selector)?.focus();

/** Puts the focus in the list of conversations. */
export const focusList = (): void => focusOn("#list [role=listbox]");

/** Puts the focus in the page that stands in the place of the list. */
export const focusMain = (): void => focusOn("#main");

/** Puts the focus in the search field, its text selected. */
export function focusSearch(): void {
  focusOn("#list input");
  document.querySelector<HTMLInputElement>("#list input")?.select();
}

/** Puts the focus in the conversation. */
export const focusReader = (): void => focusOn("#reader");
