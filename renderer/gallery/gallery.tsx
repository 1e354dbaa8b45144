import { useState } from "react";
import type { Settings } from "#shared/domain/session";
import { TextProvider } from "../text";
import { BrandMark, SelectField, ToastRegion } from "../ui";
import { useAppearance } from "../use-appearance";
import { Actions } from "./actions";
import { Fields } from "./fields";
import { Identity } from "./identity";
import { Sayings } from "./sayings";
import { Tokens } from "./tokens";
import styles from "./gallery.module.css";

type Look = Pick<Settings, "theme" | "density" | "textSize" | "language">;

/** The living page of the look: every token and component in every state, in the theme, density, size and language chosen above. */
export function Gallery() {
  const [look, setLook] = useState<Look>({ theme: "system", density: "comfortable", textSize: 100, language: "fr" });
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
            options={(["system", "light", "dark"] as const).map((value) => ({ value, label: value }))}
          />
          <SelectField
            label="density"
            value={look.density}
            onChange={(density) => setLook({ ...look, density })}
            options={(["comfortable", "compact", "touch"] as const).map((value) => ({ value, label: value }))}
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
            options={(["fr", "en"] as const).map((value) => ({ value, label: value }))}
          />
        </header>
        <main className={styles.body}>
          <Tokens />
          <Actions />
          <Fields />
          <Sayings />
          <Identity />
        </main>
      </div>
      <ToastRegion />
    </TextProvider>
  );
}
