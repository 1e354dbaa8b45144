import { createContext, useContext, useMemo, type ReactNode } from "react";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { createIntl, createIntlCache } from "react-intl";
import { catalogue, isTextKey, type Language, type TextKey } from "#shared/text/index";

/** Values put into a text. */
export type TextValues = Readonly<Record<string, string | number>>;

/** Words a key; `ofCode` words a code of an area, with the area's `unexpected` for a code that has no sentence yet. */
export type Text = ((key: TextKey, values?: TextValues) => string) & {
  readonly ofCode: (area: string, code: string, values?: TextValues) => string;
  readonly has: (key: string) => key is TextKey;
  readonly language: Language;
};

const cache = createIntlCache();

/** The words of a language, outside of components. @internal For the tests; pages ask `useText`. */
export function textOf(language: Language): Text {
  const intl = createIntl(
    { locale: language === "fr" ? "fr-FR" : "en-GB", messages: { ...catalogue(language) }, onError: () => {} },
    cache,
  );
  const word = (key: string, values?: TextValues): string =>
    String(intl.formatMessage<TextValues>({ id: key }, values ?? {}));
  const ofCode = (area: string, code: string, values?: TextValues): string => {
    const key = [`${area}.${code}`, `${area}.unexpected`].find(isTextKey) ?? "app.unexpected";
    return word(key, { code, about: "", ...values });
  };
  return Object.assign((key: TextKey, values?: TextValues) => word(key, values), { ofCode, has: isTextKey, language });
}

const Context = createContext<Text | null>(null);

/** Gives every component under it the words and the formats of a language. */
export function TextProvider({ language, children }: { readonly language: Language; readonly children: ReactNode }) {
  const text = useMemo(() => textOf(language), [language]);
  return (
    <I18nProvider locale={language === "fr" ? "fr-FR" : "en-GB"}>
      <Context value={text}>{children}</Context>
    </I18nProvider>
  );
}

/** The words of the interface: `t('inbox.search')`, `t.ofCode('failures', failure.code)`. */
export function useText(): Text {
  const text = useContext(Context);
  if (text === null) throw new Error("useText needs a TextProvider");
  return text;
}
