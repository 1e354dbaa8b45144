import { expect, type Page } from "@playwright/test";

/** What stands open over the gallery, and how it is opened. */
export type Opened = { readonly name: string; readonly open: (page: Page) => Promise<void> };

const press = (page: Page, name: string): Promise<void> => page.getByRole("button", { name, exact: true }).click();

const dialog = (name: string, role: "dialog" | "alertdialog" = "dialog"): Opened => ({
  name,
  open: async (page) => {
    await press(page, name);
    await expect(page.getByRole(role)).toBeVisible();
  },
});

/** Each component that only shows once it is asked, and the two states that a pointer or a key gives. */
export const opened: readonly Opened[] = [
  {
    name: "menu",
    open: async (page) => {
      await press(page, "menu");
      await expect(page.getByRole("menuitem").first()).toBeVisible();
    },
  },
  {
    name: "choice",
    open: async (page) => {
      await page.getByRole("button", { name: /select$/u }).click();
      await expect(page.getByRole("option").first()).toBeVisible();
    },
  },
  {
    name: "note",
    open: async (page) => {
      await page.getByRole("button", { name: /note/u }).click();
      await expect(page.getByText("Lorem ipsum.")).toBeVisible();
    },
  },
  dialog("dialog"),
  dialog("panel"),
  dialog("question", "alertdialog"),
  dialog("foreseen"),
  dialog("spotlight"),
  {
    name: "toast",
    open: async (page) => {
      await press(page, "toast");
      await expect(page.locator("[data-toast]")).toBeVisible();
    },
  },
  {
    name: "failure",
    open: async (page) => {
      await press(page, "failure");
      await expect(page.locator("[data-toast]")).toBeVisible();
    },
  },
  {
    name: "focus",
    open: async (page) => {
      await page.getByRole("button", { name: "primary", exact: true }).first().focus();
      await page.keyboard.press("Tab");
    },
  },
];
