import { useState } from "react";
import type { MailboxId } from "#shared/domain/ids";
import { useCommand, useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Button } from "../../ui";
import styles from "./conversation-list.module.css";

/** Says what the local search cannot know, and asks the operator when the person asks. */
export function ServerSearch({ search, mailboxId }: { readonly search: string; readonly mailboxId: MailboxId | null }) {
  const t = useText();
  const left = useQueryOf("conversations.neverRead", { mailboxId }, { keep: true }).data?.messages ?? 0;
  const ask = useCommand("conversations.searchServers");
  const [said, setSaid] = useState<{ readonly search: string; readonly words: string } | null>(null);
  const run = async (): Promise<void> => {
    const result = await ask.run({ mailboxId, search: search.slice(0, 300) });
    if (!result.ok) return;
    const { found, unreached } = result.value;
    setSaid({ search, words: t(unreached > 0 ? "inbox.serverPartly" : "inbox.serverFound", { found, unreached }) });
  };
  if (left === 0 && said?.search !== search) return null;
  return (
    <p className={styles.scope}>
      <span role="status" className={styles.scopeText}>
        {said?.search === search ? said.words : t("inbox.serverOnly", { count: left })}
      </span>
      <Button variant="quiet" isPending={ask.pending} onPress={() => void run()}>
        {t("inbox.serverSearch")}
      </Button>
    </p>
  );
}
