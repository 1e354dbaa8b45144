import Copy from "lucide-react/icons/copy";
import PenLine from "lucide-react/icons/pen-line";
import type { DirectoryAnswer } from "#shared/contract/writing";
import type { Recipient } from "#shared/domain/draft";
import { useText, type Text } from "../../text";
import { Banner, Button, Card, IconButton, toasts } from "../../ui";
import { startDraft } from "../../workspace";

import { AddToContacts } from "./add-to-contacts";
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
            <Write recipient={recipient} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Write({ recipient }: { readonly recipient: Recipient }) {
  const t = useText();
  const { address, name } = recipient;
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(address);
    toasts.show(t("writing.copied"));
  };
  return (
    <span className={styles.write}>
      <AddToContacts recipient={recipient} />
      <IconButton icon={Copy} label={t("writing.copyAddress", { address })} onPress={() => void copy()} />
      <Button
        icon={PenLine}
        aria-label={t("writing.writeToName", { name: name === "" ? address : name })}
        onPress={() => void startDraft({ to: [{ name, address }] })}
      >
        {t("writing.writeTo")}
      </Button>
    </span>
  );
}

const failed = (code: string, t: Text): string =>
  t.has(`writing.directoryFail-${code}`) ? t.ofCode("writing", `directoryFail-${code}`) : t("writing.directoryFailed");
