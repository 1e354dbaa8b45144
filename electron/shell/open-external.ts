import { dialog, shell, type BrowserWindow } from "electron";

/** Opens the sign-in page in the system's browser; its origin was pinned by the environment. HTTPS, or the demonstration's own page on loopback. */
export async function openSignInPage(href: string): Promise<void> {
  const url = new URL(href);
  const isOurs = url.protocol === "http:" && url.hostname === "127.0.0.1";
  if ((url.protocol !== "https:" && !isOurs) || url.username !== "" || url.password !== "")
    throw new Error("not a sign-in page");
  await shell.openExternal(url.href);
}

/** Shows the canonical address and opens it in the system's browser if the person agrees; `href` was judged by the link rules before. */
export async function openExternal(
  parent: BrowserWindow,
  href: string,
  words: { readonly title: string; readonly detail: string; readonly open: string; readonly cancel: string },
): Promise<boolean> {
  const url = new URL(href);
  if (url.protocol !== "https:" || url.username !== "" || url.password !== "") return false;
  const { response } = await dialog.showMessageBox(parent, {
    type: "question",
    title: words.title,
    message: url.host,
    detail: `${words.detail}\n${url.href}`,
    buttons: [words.cancel, words.open],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  if (response !== 1) return false;
  await shell.openExternal(url.href);
  return true;
}

/** Shows a file in the system's window of its folder; the path is main's own. */
export function showInFolder(path: string): void {
  shell.showItemInFolder(path);
}
