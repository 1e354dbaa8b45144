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
  const texts = catalogue(language);
  const intl = createIntl(
    { locale: language === "fr" ? "fr-FR" : "en-GB", messages: { ...texts }, onError: () => {} },
    cache,
  );
  const format = (key: string, values: TextValues): string =>
    String(intl.formatMessage<TextValues>({ id: key }, values));
  const counted = remembering(format);
  const word = (key: string, values: TextValues = {}): string => {
    const text = texts[key] ?? "";
    if (text !== "" && !TAKES.test(text)) return text;
    return (areNumbers(values) ? counted : format)(key, values);
  };
  const ofCode = (area: string, code: string, values?: TextValues): string => {
    const key = [`${area}.${code}`, `${area}.unexpected`].find(isTextKey) ?? "app.unexpected";
    return word(key, { code, about: "", ...values });
  };
  return Object.assign((key: TextKey, values?: TextValues) => word(key, values), { ofCode, has: isTextKey, language });
}

/** What makes a text more than itself: a value, a tag, a quoted character. Most have none, and need no compiling. */
const TAKES = /[{}<']/u;

const MOST_REMEMBERED = 2000;

const areNumbers = (values: TextValues): boolean => Object.values(values).every((value) => typeof value === "number");

/** Remembers what was worded with numbers alone: a list says the same few thousand times. Words, which may name somebody, are not kept. */
function remembering(format: (key: string, values: TextValues) => string): typeof format {
  const said = new Map<string, string>();
  return (key, values) => {
    const name = `${key} ${JSON.stringify(values)}`;
    const known = said.get(name);
    if (known !== undefined) return known;
    if (said.size >= MOST_REMEMBERED) said.clear();
    const words = format(key, values);
    said.set(name, words);
    return words;
  };
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
