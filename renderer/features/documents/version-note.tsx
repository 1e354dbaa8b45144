import Check from "lucide-react/icons/check";
import Columns from "lucide-react/icons/columns-2";
import Trash from "lucide-react/icons/trash-2";
import type { DocumentView } from "#shared/contract/documents";
import type { DocumentId } from "#shared/domain/ids";
import { call, useCommand } from "../../bridge";
import { useText, type Text } from "../../text";
import { Banner, Button, toasts } from "../../ui";
import { workspace } from "../../workspace";

/** Doubts that a person may set aside once she has looked (`documents.putInForce`). */
const DOUBTS = [
  "version-not-latest",
  "version-author-not-allowed",
  "version-patient-unverified",
  "version-same-id-other-content",
];

/** Where a document stands among its versions, and what the person is asked to decide: a deletion, or a version in doubt (UX.05). */
export function VersionNote({ view }: { readonly view: DocumentView }) {
  const t = useText();
  const { card } = view;
  const said = card.anomalies.filter((code) => /^(?:version-|delete-|replaces-unreceived)/u.test(code));
  const doubt = said.find((code) => DOUBTS.includes(code));
  if (card.action === "delete") return <Deletion view={view} />;
  return (
    <>
      {card.state !== "current" && (
        <Banner tone="warning" actions={<Comparing view={view} />}>
          {t(`documents.stateAbout-${card.state}`)}
        </Banner>
      )}
      {card.state === "current" && card.action === "replace" && doubt === undefined && view.versions.length > 1 && (
        <Banner actions={<Comparing view={view} />}>{t("documents.replacesAbout")}</Banner>
      )}
      {said.map((code) => (
        <Banner
          key={code}
          tone={code === "version-accepted" ? "info" : "warning"}
          actions={code === doubt ? <Doubtful view={view} /> : undefined}
        >
          {t.ofCode("anomalies", code)}
        </Banner>
      ))}
    </>
  );
}

/** The author asks to delete: nothing changes until the person answers, and her answer can be taken back. */
function Deletion({ view: { card } }: { readonly view: DocumentView }) {
  const t = useText();
  const answer = useCommand("documents.answerDeletion");
  const run = async (given: "delete" | "keep"): Promise<void> => {
    const result = await answer.run({ id: card.id, answer: given });
    if (result.ok) tellAnswered(card.id, t(`documents.answered-${given}`), t);
  };
  const asked = card.anomalies.includes("delete-requested");
  const code = card.anomalies.find((one) => /^(?:version-|delete-)/u.test(one)) ?? "delete-requested";
  const answers = (
    <>
      <Button variant="warning" icon={Trash} isPending={answer.pending} onPress={() => void run("delete")}>
        {t("documents.acceptDeletion")}
      </Button>
      <Button icon={Check} isPending={answer.pending} onPress={() => void run("keep")}>
        {t("documents.keepDocument")}
      </Button>
    </>
  );
  const answered = code === "delete-accepted" || code === "delete-refused";
  const change = (
    <Button isPending={answer.pending} onPress={() => void answer.run({ id: card.id, answer: null })}>
      {t("documents.changeAnswer")}
    </Button>
  );
  return (
    <Banner tone={answered ? "info" : "warning"} actions={asked ? answers : answered ? change : undefined}>
      <p>{t.ofCode("anomalies", code)}</p>
      {asked && <p>{t("documents.deletionAbout")}</p>}
    </Banner>
  );
}

function tellAnswered(id: DocumentId, words: string, t: Text): void {
  toasts.undoable(words, t("app.undo"), () => call("documents.answerDeletion", { id, answer: null }));
}

/** Looking at both, then saying which one is in force. */
function Doubtful({ view }: { readonly view: DocumentView }) {
  const t = useText();
  const put = useCommand("documents.putInForce");
  return (
    <>
      <Comparing view={view} />
      <Button variant="warning" isPending={put.pending} onPress={() => void put.run({ id: view.card.id })}>
        {t("documents.putInForce")}
      </Button>
    </>
  );
}

/** The way to the version in force beside this one. */
function Comparing({ view: { card, versions } }: { readonly view: DocumentView }) {
  const t = useText();
  const other =
    versions.find(({ id, state }) => id !== card.id && state === "current") ??
    versions.find(({ id }) => id !== card.id);
  if (other === undefined) return null;
  return (
    <Button icon={Columns} onPress={() => workspace.show({ kind: "compare", id: card.id, other: other.id })}>
      {t("documents.compare")}
    </Button>
  );
}
