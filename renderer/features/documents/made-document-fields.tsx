import { useState } from "react";
import type { Coded } from "#shared/domain/document";
import type { AuthorFacts, DocumentChoices, DocumentFacts } from "#shared/domain/made-document";
import { typedDay } from "#shared/rules/typed-day";
import { hl7Date } from "#shared/text/formats/index";
import { useText } from "../../text";
import { SelectField, TextField } from "../../ui";
import styles from "./make-document-panel.module.css";

type Part = {
  readonly facts: DocumentFacts;
  readonly choices: DocumentChoices;
  readonly set: (changed: Partial<DocumentFacts>) => void;
};

/** Types written every day come first; the others follow by name. */
const USUAL = ["11488-4", "34112-3", "11490-0", "11502-2", "18748-4", "60591-5", "57833-6", "96349-6", "89601-9"];
const CONFIDENTIALITIES = ["N", "R", "V"] as const;

/** What the document is: its type, its title, the day of the act. */
export function ContentFields({ facts, choices, set }: Part) {
  const t = useText();
  const [day, setDay] = useState(() => hl7Date(facts.actDate));
  const usual = USUAL.flatMap((code) => choices.types.filter((one) => one.code === code));
  const types = [...usual, ...choices.types.filter((one) => !USUAL.includes(one.code))];
  const chooseType = (type: string): void => {
    const label = types.find(({ code }) => code === type)?.label ?? "";
    const untouched = facts.title === "" || types.some((one) => one.label === facts.title);
    set({ type, ...(untouched ? { title: label } : {}) });
  };
  return (
    <div className={styles.fields}>
      <SelectField
        label={t("documents.type")}
        value={facts.type}
        onChange={chooseType}
        options={[{ value: "", label: t("making.chooseType") }, ...types.map(option)]}
      />
      <TextField
        label={t("documents.title")}
        value={facts.title}
        onChange={(title) => set({ title })}
        maxLength={200}
        spellCheck
      />
      <TextField
        label={t("documents.dateOfAct")}
        description={t("patients.birthDateHelp")}
        inputMode="numeric"
        value={day}
        onChange={(text) => {
          setDay(text);
          set({ actDate: typedDay(text) ?? "" });
        }}
      />
      <SelectField
        label={t("documents.confidentiality")}
        value={facts.confidentiality}
        onChange={(confidentiality) => set({ confidentiality })}
        options={CONFIDENTIALITIES.map((value) => ({ value, label: t(`documents.confidentiality-${value}`) }))}
      />
    </div>
  );
}

/** Who signs, as Pro Santé Connect does not tell; kept from one document to the next. */
export function AuthorFields({ facts, choices, set }: Part) {
  const t = useText();
  const { author } = facts;
  const change = (changed: Partial<AuthorFacts>): void => set({ author: { ...author, ...changed } });
  const none = { value: "", label: t("making.none") };
  return (
    <details className={styles.author}>
      <summary>{t("making.author", { organization: author.organization })}</summary>
      <div className={styles.fields}>
        <SelectField
          label={t("making.title")}
          value={author.title}
          onChange={(title) => change({ title })}
          options={[none, ...choices.titles.map(option)]}
        />
        <SelectField
          label={t("making.specialty")}
          value={author.specialty}
          onChange={(specialty) => change({ specialty })}
          options={[none, ...choices.specialties.map(option)]}
        />
        <TextField
          label={t("documents.organization")}
          value={author.organization}
          onChange={(organization) => change({ organization })}
          maxLength={200}
        />
        <TextField
          label={t("making.finess")}
          description={t("making.finessAbout")}
          mono
          value={author.finess}
          onChange={(finess) => change({ finess: finess.toUpperCase().replace(/\s/gu, "") })}
          maxLength={9}
        />
        <Setting author={author} choices={choices} change={change} />
      </div>
    </details>
  );
}

/** Where one practises, as the directory of structures says it. */
function Setting({
  author,
  choices,
  change,
}: Pick<Part, "choices"> & {
  readonly author: AuthorFacts;
  readonly change: (changed: Partial<AuthorFacts>) => void;
}) {
  const t = useText();
  return (
    <>
      <SelectField
        label={t("making.practiceSetting")}
        value={author.practiceSetting}
        onChange={(practiceSetting) => change({ practiceSetting })}
        options={choices.practiceSettings.map(option)}
      />
      <SelectField
        label={t("making.facility")}
        value={author.facility}
        onChange={(facility) => change({ facility })}
        options={choices.facilities.map(option)}
      />
    </>
  );
}

const option = ({ code, label }: Coded) => ({ value: code, label });
