import { z } from "zod";
import type { LinkAsked, LinkEnd, LinkSent } from "#shared/contract/accounts";
import type { Environment } from "#shared/domain/environment";
import { PliError } from "#shared/domain/failure";
import type { MailboxId } from "#shared/domain/ids";
import type { PscFailureCode } from "#shared/domain/session";
import type { MailboxAuth } from "#shared/domain/sync";
import { createOperatorSession, operatorProvider, type OperatorSession } from "../psc/operator-session";
import type { Clock, RandomInteger } from "../psc/ports";
import type { StoreClient } from "../store/serve";
import type { Gate } from "./gate";
import type { OpenDoor } from "./https-door";
import { keptSetting } from "./kept-setting";

/** What opens a mailbox by its operator's own provider. */
export type LinkAuth = Extract<MailboxAuth, { readonly kind: "operator-ciba" }>;

/** The sessions at operators' own providers, one a mailbox, in memory; the clients' secrets are kept with the mailboxes in the encrypted store. */
export type OperatorLinks = {
  /** The mailbox that is being added: nothing of it is kept yet. */
  readonly lend: (mailboxId: MailboxId, auth: LinkAuth, clientSecret: string) => void;
  /** Keeps the secret that was lent. */
  readonly keep: (mailboxId: MailboxId) => Promise<void>;
  /** How the mailbox that is being added opens; undefined for any other. */
  readonly lentTo: (mailboxId: MailboxId) => LinkAuth | undefined;
  readonly isWaiting: () => boolean;
  /** Has the link sent and resolves once the person approved; one at a time. Rejects with `link-<why>`, never asking again by itself. `sent` hears that it left. */
  readonly ask: (mailboxId: MailboxId, auth: LinkAuth, sent?: (link: LinkSent) => void) => Promise<void>;
  readonly cancel: () => void;
  /** A token of this mailbox's own session. Rejects with `link-needed` or `link-unavailable`. */
  readonly token: (mailboxId: MailboxId, auth: LinkAuth, fresh: boolean) => Promise<string>;
  /** What a mailbox asks the person for; null where a session is open, or it opens otherwise. */
  readonly asks: (mailboxId: MailboxId, auth: MailboxAuth | undefined) => LinkAsked | null;
  readonly active: () => void;
  /** `act` is told the mailbox whose session its provider or its time ended (CONF.10); not what was forgotten. */
  readonly onEnded: (act: (mailboxId: MailboxId) => void) => void;
  /** Ends the sessions of one mailbox or of all, here at once and at their providers; a link that waits is given up. */
  readonly forget: (mailboxId?: MailboxId) => void;
};

/** What they stand on. */
export type LinkPorts = {
  readonly store: Pick<Gate<Pick<StoreClient, "getSetting" | "setSetting">>, "get">;
  readonly environment: () => Environment;
  readonly door: OpenDoor;
  readonly clock: Clock;
  readonly random: RandomInteger;
  /** A mailbox begins or ceases to ask. */
  readonly changed: () => void;
};

type Opened = { readonly auth: LinkAuth; readonly environment: Environment; readonly session: OperatorSession };
type Lent = { readonly mailboxId: MailboxId; readonly auth: LinkAuth; readonly clientSecret: string };
type Links = LinkPorts & {
  readonly opened: Map<MailboxId, Opened>;
  /** The token given last to each mailbox: the one that a refusal is about. */
  readonly given: Map<MailboxId, string>;
  readonly why: Map<MailboxId, "again" | LinkEnd>;
  lent: Lent | null;
  waiting: { readonly mailboxId: MailboxId; readonly stop: AbortController; sent: LinkSent | null } | null;
  tellEnded: (mailboxId: MailboxId) => void;
};

/** None open at first. */
export function createOperatorLinks(ports: LinkPorts): OperatorLinks {
  const links: Links = {
    ...ports,
    opened: new Map(),
    given: new Map(),
    why: new Map(),
    lent: null,
    waiting: null,
    tellEnded: () => undefined,
  };
  return {
    lend: (mailboxId, auth, clientSecret) => {
      links.lent = { mailboxId, auth, clientSecret };
    },
    keep: async (mailboxId) => {
      if (links.lent?.mailboxId !== mailboxId) throw new PliError("link-config");
      // It stays lent: until the mailbox itself is kept, nothing else says that no other token is its own.
      await ports.store.get().setSetting(keyOf(mailboxId), { clientSecret: links.lent.clientSecret });
    },
    lentTo: (mailboxId) => (links.lent?.mailboxId === mailboxId ? links.lent.auth : undefined),
    isWaiting: () => links.waiting !== null,
    ask: (mailboxId, auth, sent) => ask(links, mailboxId, auth, sent),
    cancel: () => links.waiting?.stop.abort(),
    token: (mailboxId, auth, fresh) => token(links, mailboxId, auth, fresh),
    asks: (mailboxId, auth) => {
      if (auth?.kind !== "operator-ciba" || openFor(links, mailboxId, auth) !== undefined) return null;
      const its = links.waiting?.mailboxId === mailboxId ? links.waiting : null;
      const why = its === null ? (links.why.get(mailboxId) ?? "first") : "waiting";
      return { kind: "link", hint: auth.hint, why, sent: its?.sent ?? null };
    },
    active: () => {
      for (const { session } of links.opened.values()) session.active();
    },
    onEnded: (act) => {
      links.tellEnded = act;
    },
    forget: (mailboxId) => forget(links, mailboxId),
  };
}

/** The session of this very mailbox at this very provider, in this environment; what was opened for anything else serves nothing. */
function openFor(links: Links, mailboxId: MailboxId, auth: LinkAuth): OperatorSession | undefined {
  const found = links.opened.get(mailboxId);
  const isIts =
    found?.auth.issuer === auth.issuer &&
    found.auth.clientId === auth.clientId &&
    found.auth.login === auth.login &&
    found.environment === links.environment();
  return isIts && found.session.isOpen() ? found.session : undefined;
}

async function ask(links: Links, mailboxId: MailboxId, auth: LinkAuth, sent?: (link: LinkSent) => void): Promise<void> {
  if (openFor(links, mailboxId, auth) !== undefined) return;
  if (links.waiting !== null) throw new PliError("link-busy", { retry: true });
  const stop = new AbortController();
  const digits = auth.digits === true ? String(links.random(100)).padStart(2, "0") : null;
  const waiting: NonNullable<Links["waiting"]> = { mailboxId, stop, sent: null };
  links.waiting = waiting;
  links.changed();
  try {
    const opened = await prepare(links, mailboxId, auth);
    const outcome = await opened.session.ask({
      login: auth.login,
      digits,
      signal: stop.signal,
      onWaiting: (expiresAt) => {
        waiting.sent = { until: new Date(expiresAt).toISOString(), digits };
        links.changed();
        sent?.(waiting.sent);
      },
    });
    if (!outcome.ok) throw new PliError(`link-${CODES[outcome.failure.code]}`, { retry: true });
    if (stop.signal.aborted) {
      await opened.session.close();
      throw new PliError("link-cancelled");
    }
    links.opened.set(mailboxId, opened);
    links.why.delete(mailboxId);
  } catch (error) {
    const end = ENDS.find((one) => error instanceof PliError && error.code === `link-${one}`);
    if (end !== undefined) links.why.set(mailboxId, end);
    throw error;
  } finally {
    links.waiting = null;
    links.changed();
  }
}

async function prepare(links: Links, mailboxId: MailboxId, auth: LinkAuth): Promise<Opened> {
  const environment = links.environment();
  const lent = links.lent?.mailboxId === mailboxId ? links.lent : null;
  const secret = lent ?? (await keptSetting(links.store.get(), keyOf(mailboxId), kept));
  if (secret === null) throw new PliError("link-config");
  const settings = operatorProvider({ ...auth, clientSecret: secret.clientSecret }, environment.trustedDomains);
  if (settings === undefined) throw new PliError("link-issuer");
  const session = createOperatorSession({
    settings,
    request: links.door(environment, "operator"),
    clock: links.clock,
    ended: () => {
      if (links.opened.get(mailboxId)?.session !== session) return;
      links.opened.delete(mailboxId);
      links.given.delete(mailboxId);
      links.why.set(mailboxId, "again");
      links.changed();
      links.tellEnded(mailboxId);
    },
  });
  return { auth, environment, session };
}

async function token(links: Links, mailboxId: MailboxId, auth: LinkAuth, fresh: boolean): Promise<string> {
  const session = openFor(links, mailboxId, auth);
  if (session === undefined) throw new PliError("link-needed", { retry: true });
  const refused = fresh ? links.given.get(mailboxId) : undefined;
  const answer = await session.accessToken(refused === undefined ? {} : { refused });
  if (!answer.ok)
    throw new PliError(answer.failure.code === "unavailable" ? "link-unavailable" : "link-needed", { retry: true });
  if (openFor(links, mailboxId, auth) !== session) throw new PliError("link-needed", { retry: true });
  links.given.set(mailboxId, answer.value);
  return answer.value;
}

function forget(links: Links, mailboxId: MailboxId | undefined): void {
  const isMeant = (id: MailboxId | undefined): boolean => mailboxId === undefined || id === mailboxId;
  if (isMeant(links.waiting?.mailboxId)) links.waiting?.stop.abort();
  if (isMeant(links.lent?.mailboxId)) links.lent = null;
  for (const [id, { session }] of links.opened) {
    if (!isMeant(id)) continue;
    // Gone from here first: what its provider is told afterwards is no event of a mailbox.
    links.opened.delete(id);
    session.close().catch(() => undefined);
  }
  for (const map of [links.given, links.why]) {
    if (mailboxId === undefined) map.clear();
    else map.delete(mailboxId);
  }
}

const kept = z.object({ clientSecret: z.string() });

const keyOf = (mailboxId: MailboxId): string => `operator-client:${mailboxId}`;

const ENDS: readonly LinkEnd[] = ["refused", "expired", "unknown-person", "unavailable", "config", "issuer"];

const CODES: Readonly<Record<PscFailureCode, LinkEnd | "cancelled" | "busy">> = {
  refused: "refused",
  expired: "expired",
  "unknown-person": "unknown-person",
  unavailable: "unavailable",
  cancelled: "cancelled",
  busy: "busy",
  "ciba-not-enabled": "config",
  config: "config",
  protocol: "config",
  "session-ended": "config",
};
