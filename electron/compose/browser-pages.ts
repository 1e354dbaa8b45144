import { session as en } from "#shared/text/en/session";
import { session as fr } from "#shared/text/fr/session";
import { frenchSpacing } from "#shared/text/typography";
import type { BrowserPages } from "../psc/browser-flow-page";

/** What the browser shows once the person comes back from the sign-in page, in the language of the interface. */
export function browserPages(language: "fr" | "en"): BrowserPages {
  const texts = language === "fr" ? fr : en;
  const finish = language === "fr" ? frenchSpacing : (text: string): string => text;
  return {
    language,
    title: "Pli",
    signedIn: finish(texts.browserDone),
    notSignedIn: finish(texts.browserNotDone),
  };
}
