import { z } from "zod";
import type { CertificateView } from "#shared/contract/accounts";
import type { Handlers } from "#shared/contract/index";
import { PliError } from "#shared/domain/failure";
import type { MailboxId } from "#shared/domain/ids";
import type { StoreClient } from "../store/serve";
import { type ClientIdentity, describeIdentity } from "../trust/client-identity";
import type { Gate } from "./gate";
import { importIdentity } from "./identity-reader";
import type { Platform } from "./ports";
import { keptSetting } from "./kept-setting";

/** The certificates that open mailboxes (BAL APP), each kept with its mailbox in the encrypted store. */
export type MailboxIdentities = {
  /** What opens a mailbox: the certificate kept for it, or the one just chosen while it is being added. */
  readonly of: (mailboxId: MailboxId) => Promise<ClientIdentity | null>;
  /** The certificate just chosen is for this mailbox, not kept yet. */
  readonly lend: (mailboxId: MailboxId) => void;
  /** Keeps what was lent. */
  readonly keep: (mailboxId: MailboxId) => Promise<void>;
  /** Lets the person choose another file and keeps it; null when she gave up. */
  readonly replace: (mailboxId: MailboxId, passphrase: string) => Promise<CertificateView | null>;
  /** The store is closed: what was chosen leaves memory. */
  readonly forget: () => void;
  readonly handlers: Pick<Handlers, "mailboxes.chooseCertificate" | "mailboxes.certificate">;
};

const schema = z.object({ pfx: z.string(), passphrase: z.string() });

/** Builds them over the store's gate. */
export function createMailboxIdentities(
  platform: Pick<Platform, "dialogs" | "clock" | "start">,
  store: Gate<StoreClient>,
): MailboxIdentities {
  let chosen: ClientIdentity | null = null;
  let lent: { readonly mailboxId: MailboxId; readonly identity: ClientIdentity } | null = null;
  const keep = (mailboxId: MailboxId, identity: ClientIdentity) => store.get().setSetting(keyOf(mailboxId), identity);
  const of: MailboxIdentities["of"] = async (mailboxId) => {
    if (lent?.mailboxId === mailboxId) return lent.identity;
    return keptSetting(store.get(), keyOf(mailboxId), schema);
  };
  return {
    of,
    lend: (mailboxId) => {
      lent = chosen === null ? null : { mailboxId, identity: chosen };
    },
    keep: async (mailboxId) => {
      if (lent?.mailboxId !== mailboxId) throw new PliError("no-certificate");
      await keep(mailboxId, lent.identity);
      [lent, chosen] = [null, null];
    },
    replace: async (mailboxId, passphrase) => {
      const read = await importIdentity(platform, passphrase);
      if (read === null) return null;
      await keep(mailboxId, read.identity);
      return read.summary;
    },
    forget: () => {
      [lent, chosen] = [null, null];
    },
    handlers: {
      "mailboxes.chooseCertificate": async ({ passphrase }) => {
        const read = await importIdentity(platform, passphrase);
        if (read === null) return null;
        chosen = read.identity;
        return read.summary;
      },
      "mailboxes.certificate": async ({ mailboxId }) => {
        const identity = await of(mailboxId);
        return identity === null ? null : (describeIdentity(identity) ?? null);
      },
    },
  };
}

const keyOf = (mailboxId: MailboxId): string => `certificate:${mailboxId}`;
