import BookUser from "lucide-react/icons/book-user";
import Search from "lucide-react/icons/search";
import SearchX from "lucide-react/icons/search-x";
import { useState, type FormEvent } from "react";
import type { DirectoryAnswer } from "#shared/contract/writing";
import { DIRECTORY_CRITERIA, type DirectoryCriteria, NO_CRITERIA } from "#shared/domain/directory-criteria";
import { useCommand } from "../../bridge";
import { useText } from "../../text";
import {
  Button,
  Card,
  EmptyState,
  FailureBanner,
  LoadingNote,
  Page,
  SearchField,
  SelectField,
  Skeleton,
  TextField,
} from "../../ui";
import { isCut, notSearched } from "./correspondent";
import { SORTS, tidied, type Sort } from "./found-people";
import { SourceAnswer } from "./source-answer";
import styles from "./directory-page.module.css";

/** Criteria that need the whole width; the others go by two. */
const WIDE: ReadonlySet<string> = new Set(["structure", "street", "idNat", "address"]);

/** What was asked, and what each source answered to it. */
type Answered = { readonly criteria: DirectoryCriteria; readonly answers: readonly DirectoryAnswer[] };

/** The health directory: criteria, Enter, the answers of each source, refined and sorted here. */
export function DirectoryPage() {
  const t = useText();
  const search = useCommand("directory.search", { failures: "inline" });
  const [criteria, setCriteria] = useState(NO_CRITERIA);
  const [asked, setAsked] = useState(false);
  const [answers, setAnswers] = useState<Answered | null>(null);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setAsked(true);
    const tidy = tidied(criteria);
    if (tidy === null || search.pending) return;
    const result = await search.run(tidy);
    if (result.ok) setAnswers({ criteria: tidy, answers: result.value });
  };
  return (
    <Page title={t("writing.directoryTitle")} wide>
      <div className={styles.page}>
        <form className={styles.criteria} aria-label={t("writing.criteria")} onSubmit={(event) => void submit(event)}>
          <Criteria criteria={criteria} onChange={setCriteria} />
          {asked && tidied(criteria) === null && (
            <p className={styles.missing} role="alert">
              {t("writing.noCriteria")}
            </p>
          )}
          <div className={styles.actions}>
            <Button variant="primary" type="submit" icon={Search} isPending={search.pending}>
              {t("writing.search")}
            </Button>
            <Button
              variant="quiet"
              onPress={() => {
                setCriteria(NO_CRITERIA);
                setAsked(false);
              }}
            >
              {t("writing.clearCriteria")}
            </Button>
          </div>
        </form>
        <div className={styles.found}>
          <FailureBanner failure={search.failure} />
          {search.pending ? <Searching /> : answers !== null ? <Answers {...answers} /> : <Before />}
        </div>
      </div>
    </Page>
  );
}

function Criteria({
  criteria,
  onChange,
}: {
  readonly criteria: DirectoryCriteria;
  readonly onChange: (criteria: DirectoryCriteria) => void;
}) {
  const t = useText();
  return DIRECTORY_CRITERIA.map((name, at) => (
    <TextField
      key={name}
      label={t(`writing.criterion-${name}`)}
      value={criteria[name]}
      onChange={(value) => onChange({ ...criteria, [name]: value })}
      maxLength={name === "idNat" ? 20 : name === "postalCode" ? 10 : 80}
      takesFocus={at === 0}
      className={WIDE.has(name) ? styles.whole : undefined}
    />
  ));
}

function Answers({ criteria, answers }: Answered) {
  const t = useText();
  const [words, setWords] = useState("");
  const [sort, setSort] = useState<Sort>("relevance");
  const total = answers.reduce((sum, answer) => sum + answer.recipients.length, 0);
  const silent = answers.every((answer) => answer.failure === null && answer.recipients.length === 0);
  return (
    <>
      <p className={styles.total} role="status">
        {t(isCut(answers) && total > 0 ? "writing.resultsAtLeast" : "writing.results", { count: total })}
      </p>
      {total > 0 && (
        <div className={styles.refine}>
          <SearchField label={t("writing.refine")} value={words} onChange={setWords} />
          <SelectField
            label={t("writing.sort")}
            hideLabel
            value={sort}
            onChange={setSort}
            options={SORTS.map((value) => ({ value, label: `${t("writing.sort")} : ${t(`writing.sort-${value}`)}` }))}
          />
        </div>
      )}
      {silent ? (
        <Nobody criteria={criteria} answers={answers} />
      ) : (
        answers.map((answer) => <SourceAnswer key={answer.source} answer={answer} words={words} sort={sort} />)
      )}
    </>
  );
}

function Nobody({ criteria, answers }: Answered) {
  const t = useText();
  const unable = notSearched(criteria, answers);
  const told = unable.map(({ source, ignored }) =>
    t("writing.notSearched", {
      source: t(`writing.origin-${source}`),
      criteria: ignored.map((name) => t.ofCode("writing", `criterion-${name}`)).join(", "),
    }),
  );
  const searched = answers.length > unable.length || unable.length === 0;
  return (
    <EmptyState icon={SearchX} title={t("writing.noResult")}>
      {[...(searched ? [t("writing.noResultText")] : []), ...told].join(" ")}
    </EmptyState>
  );
}

function Before() {
  const t = useText();
  return (
    <EmptyState icon={BookUser} title={t("writing.searchFirst")}>
      {t("writing.searchFirstText")}
    </EmptyState>
  );
}

function Searching() {
  return (
    <Card>
      <LoadingNote />
      <Skeleton widths={[60, 90]} />
      <Skeleton widths={[50, 80]} />
      <Skeleton widths={[55, 85]} />
    </Card>
  );
}
