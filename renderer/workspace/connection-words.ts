import type { ConnectionState } from "#shared/domain/mailbox";
import { clock } from "#shared/text/formats/index";
import type { Text } from "../text";

/** The state of a connection in words. */
export function connectionWords(connection: ConnectionState, t: Text): string {
  switch (connection.state) {
    case "offline":
      return SAID.has(connection.code ?? "")
        ? t.ofCode("accounts", `fail-${connection.code}`)
        : t(`accounts.offline-${connection.reason}`);
    case "connecting":
      return t("accounts.connection-connecting");
    case "syncing":
      return t("accounts.connection-syncing", { done: connection.done, total: connection.total });
    case "ready":
      return t("accounts.connection-ready", { time: clock(new Date(connection.at), t.language) });
  }
}

/** What the person does something about is said by itself, not by its kind. */
const SAID: ReadonlySet<string> = new Set([
  "revoked",
  "code-needed",
  "code-refused",
  "link-needed",
  "link-unavailable",
]);
