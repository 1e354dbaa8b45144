/** Whether an inline style gives its text or its ground a colour: one chosen for a light page. The lines of a table do not count. */
export const setsColour = (style: string): boolean =>
  style.split(";").some((part) => /^\s*(?:background-)?color\s*:/iu.test(part));
