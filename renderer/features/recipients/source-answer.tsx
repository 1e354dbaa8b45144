import type { DirectoryAnswer } from "#shared/contract/writing";
import { useText, type Text } from "../../text";
import { Banner, Card } from "../../ui";
import { CorrespondentActs } from "./correspondent-acts";
import { refined, type Sort } from "./found-people";
import { RecipientLines } from "./recipient-lines";
import styles from "./directory-page.module.css";

/** The answers of one source: cut, ignored criteria and failure said plainly, then people to write to. */
export function SourceAnswer({
  answer,
  words,
  sort,
}: {
  readonly answer: DirectoryAnswer;
  readonly words: string;
  readonly sort: Sort;
}) {
  const t = useText();
  const people = refined(answer.recipients, words, sort);
  if (answer.failure === null && answer.recipients.length === 0) return null;
  return (
    <Card title={t(`writing.origin-${answer.source}`)}>
      {answer.failure !== null && <Banner tone="warning">{failed(answer.failure, t)}</Banner>}
      {answer.cut !== "no" && <Banner>{t(`writing.cut-${answer.cut}`, { count: answer.recipients.length })}</Banner>}
      {answer.ignored.length > 0 && (
        <p className={styles.ignored}>
          {t("writing.ignored", {
            criteria: answer.ignored.map((name) => t.ofCode("writing", `criterion-${name}`)).join(", "),
          })}
        </p>
      )}
      <ul className={styles.people}>
        {people.map((recipient) => (
          <li key={recipient.address} className={styles.person}>
            <RecipientLines
              recipient={recipient}
              oneOfSeveral={people.filter(({ name }) => name === recipient.name).length > 1}
              withSource={false}
            />
            <CorrespondentActs recipient={recipient} opens />
          </li>
        ))}
      </ul>
    </Card>
  );
}

const failed = (code: string, t: Text): string =>
  t.has(`writing.directoryFail-${code}`) ? t.ofCode("writing", `directoryFail-${code}`) : t("writing.directoryFailed");
