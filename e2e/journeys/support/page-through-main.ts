import type { ElectronApplication } from "@playwright/test";
import type { Input, MethodName, Output } from "#shared/contract/index";
import type { Result } from "#shared/domain/failure";

/** What a page answers within this time; one that ends meanwhile answers nothing. */
const ANSWER_MS = 25_000;

/**
 * Runs an expression in the page of the main window, found through main: the driver's own page ends with its process. Null where there is
 * no page, where it ends before it has answered, or where it answers nothing in time.
 */
export const inPage = (app: ElectronApplication, expression: string, ms = ANSWER_MS): Promise<unknown> =>
  app.evaluate(
    ({ BrowserWindow }, { code, limit }) => {
      const contents = BrowserWindow.getAllWindows().find((one) => one.getTitle() === "Pli")?.webContents;
      if (contents === undefined) return null;
      return new Promise<unknown>((resolve) => {
        const none = (): void => resolve(null);
        const timer = setTimeout(none, limit);
        contents.once("render-process-gone", none);
        void contents
          .executeJavaScript(code)
          .then(resolve, none)
          .finally(() => {
            clearTimeout(timer);
            contents.off("render-process-gone", none);
          });
      });
    },
    { code: expression, limit: ms },
  );

/** What is to be read in the main window now; empty while it has no page. */
export const wordsShown = async (app: ElectronApplication): Promise<string> =>
  String((await inPage(app, "document.body.innerText", 500)) ?? "");

/** Nothing is called in a page that is not drawn yet: Pli takes the first call of a page for the sign that it listens. */
const DRAWN = `document.querySelector("main, #main") !== null`;

/** A method of the contract, called from the page of the main window; null where the page ended, is not drawn yet, or was never answered. */
export async function askInPage<Name extends MethodName>(
  app: ElectronApplication,
  name: Name,
  input: Input<Name>,
): Promise<Result<Output<Name>> | null> {
  const given = input === undefined ? "undefined" : JSON.stringify(input);
  return (await inPage(app, `${DRAWN} ? window.pli.call(${JSON.stringify(name)}, ${given}) : null`)) as Result<
    Output<Name>
  > | null;
}

/** The same where it must succeed: what it gave. */
export async function valueInPage<Name extends MethodName>(
  app: ElectronApplication,
  name: Name,
  input: Input<Name>,
): Promise<Output<Name>> {
  const answer = await askInPage(app, name, input);
  if (answer?.ok !== true) throw new Error(`${name}: ${answer === null ? "no answer" : answer.failure.code}`);
  return answer.value;
}
