import { useState } from "react";
import type { Settings } from "#shared/domain/session";
import { TextProvider } from "../text";
import { BrandMark, SelectField, ToastRegion } from "../ui";
import { useAppearance } from "../use-appearance";
import { Actions } from "./actions";
import { Fields } from "./fields";
import { Identity } from "./identity";
import { Layouts } from "./layouts";
import { Sayings } from "./sayings";
import { Tokens } from "./tokens";
import styles from "./gallery.module.css";

type Look = Pick<Settings, "theme" | "density" | "textSize" | "language">;
const THEMES = ["system", "light", "dark"] as const;
const DENSITIES = ["comfortable", "compact", "touch"] as const;
const LANGUAGES = ["fr", "en"] as const;

/** The look that the address asks for: `?theme=dark&density=touch&text=200&language=en`. */
function askedLook(): Look {
  const asked = new URLSearchParams(location.search);
  const oneOf = <Word extends string>(words: readonly Word[], name: string, first: Word): Word =>
    words.find((word) => word === asked.get(name)) ?? first;
  return {
    theme: oneOf(THEMES, "theme", "system"),
    density: oneOf(DENSITIES, "density", "comfortable"),
    textSize: Number(oneOf(["100", "125", "150", "200"], "text", "100")),
    language: oneOf(LANGUAGES, "language", "fr"),
  };
}

/** The living page of the look: every token and component in every state, in the theme, density, size and language chosen above. */
export function Gallery() {
  const [look, setLook] = useState(askedLook);
  useAppearance(look);
  return (
    <TextProvider language={look.language}>
      <div className={styles.page}>
        <header className={styles.head}>
          <h1>
            <BrandMark />
          </h1>
          <SelectField
            label="theme"
            value={look.theme}
            onChange={(theme) => setLook({ ...look, theme })}
            options={THEMES.map((value) => ({ value, label: value }))}
          />
          <SelectField
            label="density"
            value={look.density}
            onChange={(density) => setLook({ ...look, density })}
            options={DENSITIES.map((value) => ({ value, label: value }))}
          />
          <SelectField
            label="text"
            value={String(look.textSize)}
            onChange={(size) => setLook({ ...look, textSize: Number(size) })}
            options={["100", "125", "150", "200"].map((value) => ({ value, label: `${value} %` }))}
          />
          <SelectField
            label="language"
            value={look.language}
            onChange={(language) => setLook({ ...look, language })}
            options={LANGUAGES.map((value) => ({ value, label: value }))}
          />
        </header>
        <main className={styles.body}>
          <Tokens />
          <Actions />
          <Fields />
          <Sayings />
          <Identity />
          <Layouts />
        </main>
      </div>
      <ToastRegion />
    </TextProvider>
  );
}
