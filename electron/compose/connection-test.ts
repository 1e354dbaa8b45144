import type { LinkSent, TestStep } from "#shared/contract/accounts";
import { PliError } from "#shared/domain/failure";
import type { MailboxId } from "#shared/domain/ids";
import type { Mailbox } from "#shared/domain/mailbox";
import type { LinkAuth } from "./operator-links";
import type { ProxyCheck } from "#shared/domain/proxy";
import type { MailboxAuth, MailboxServers } from "#shared/domain/sync";
import type { DirectoryProbe } from "../directory/directory";
import type { Autoconfig } from "./autoconfig";

/**
 * The connection test (CONF.04): the operator's settings or those typed by hand under the same policy, each step of both servers, the token, the
 * directory. Every step is told as it is made; `servers` is null when there are none to keep.
 */
export type ConnectionTest = (
  mailbox: Mailbox,
  typed?: MailboxServers,
  auth?: MailboxAuth,
) => Promise<{ readonly servers: MailboxServers | null; readonly steps: readonly TestStep[] }>;

/** What it stands on. `probe` tells each step of IMAP and SMTP as soon as it is known. */
export type ConnectionTestPorts = {
  readonly autoconfig: Autoconfig;
  readonly checkProxy: (url: string) => Promise<ProxyCheck>;
  readonly probe: (mailbox: Mailbox, servers: MailboxServers, tell: (step: TestStep) => void) => Promise<unknown>;
  readonly token: (mailboxId: MailboxId, fresh: boolean) => Promise<string>;
  /** The password and code of a mailbox as one; rejects with `code-needed`. */
  readonly secret: (mailboxId: MailboxId) => string;
  /** Resolves once a mailbox has a session at its operator's provider: asked of the person where it is being added; `sent` hears that it left. */
  readonly link: (mailboxId: MailboxId, auth: LinkAuth, sent: (link: LinkSent) => void) => Promise<unknown>;
  /** The certificate that opens a mailbox; null when there is none. */
  readonly identity: (mailboxId: MailboxId) => Promise<unknown>;
  readonly probeDirectory: (signal: AbortSignal) => Promise<DirectoryProbe>;
  readonly tell: (address: string, steps: readonly TestStep[]) => void;
};

const ORDER = [
  "proxy",
  "autoconfig",
  "dns",
  "tcp",
  "starttls",
  "certificate",
  "sign-in",
  "imap",
  "smtp",
  "directory",
] as const satisfies readonly TestStep["step"][];

const DIRECTORY_MS = 8_000;

/** True when a mailbox may be opened on those steps: the directory is another server, and mail does not go through the proxy. */
export const isUsable = (steps: readonly TestStep[]): boolean =>
  steps.every(({ step, state }) => state !== "failed" || step === "directory" || step === "proxy");

/** Builds the test; nothing is asked yet. */
export function createConnectionTest(ports: ConnectionTestPorts): ConnectionTest {
  return async (mailbox, typed, auth = typed?.auth) => {
    const board = openBoard((steps) => ports.tell(mailbox.address, steps));
    board.tell(await proxyStep(mailbox, ports));
    const servers = await findServers(mailbox, typed, auth, ports, board.tell);
    if (servers === null) return { servers, steps: board.end() };
    if (auth?.kind === "operator-ciba") board.tell({ step: "sign-in", state: "running", code: "link-asked" });
    const signIn = await signInStep(mailbox, auth, ports, board.tell);
    board.tell(signIn);
    // She gave up: nobody else is called on her behalf.
    if (signIn.code === "link-cancelled") return { servers: null, steps: board.end() };
    // Where no link was opened there is nothing to sign in with: that is said once.
    await ports.probe(mailbox, servers, (step) =>
      board.tell(
        step.code === "link-needed" && signIn.state === "failed" ? { step: step.step, state: "skipped" } : step,
      ),
    );
    board.tell(await directoryStep(ports));
    return { servers: isUsable(board.steps()) ? servers : null, steps: board.end() };
  };
}

/** The steps as they stand: what is known, the next one under way, the rest to come; at the end none is under way any more. */
function openBoard(show: (steps: readonly TestStep[]) => void) {
  const known = new Map<TestStep["step"], TestStep>();
  const steps = (others: "to come" | "never"): readonly TestStep[] => {
    const busy = [...known.values()].find(({ state }) => state === "running");
    const next = busy?.step ?? ORDER.find((step) => !known.has(step));
    return ORDER.map(
      (step) =>
        known.get(step) ?? { step, state: others === "never" ? "skipped" : step === next ? "running" : "waiting" },
    );
  };
  show(steps("to come"));
  return {
    steps: () => [...known.values()],
    tell: (step: TestStep): void => {
      known.set(step.step, step);
      show(steps("to come"));
    },
    end: () => {
      const last = steps("never");
      show(last);
      return last;
    },
  };
}

async function proxyStep({ address }: Mailbox, { checkProxy }: ConnectionTestPorts): Promise<TestStep> {
  const checked = await checkProxy(`https://autoconfig.${address.slice(address.lastIndexOf("@") + 1)}/`);
  if (checked.state !== "failed") return { step: "proxy", state: "ok" };
  return { step: "proxy", state: "failed", code: checked.code, about: checked.about };
}

async function findServers(
  mailbox: Mailbox,
  typed: MailboxServers | undefined,
  auth: MailboxAuth | undefined,
  { autoconfig }: ConnectionTestPorts,
  tell: (step: TestStep) => void,
): Promise<MailboxServers | null> {
  const found = typed === undefined ? await autoconfig.find(mailbox.address, auth) : autoconfig.check(typed);
  tell(found.ok ? { step: "autoconfig", state: "ok" } : { step: "autoconfig", state: "failed", code: found.code });
  return found.ok ? found.servers : null;
}

async function signInStep(
  mailbox: Mailbox,
  auth: MailboxAuth | undefined,
  { token, identity, secret, link }: ConnectionTestPorts,
  tell: (step: TestStep) => void,
): Promise<TestStep> {
  try {
    if (auth === undefined) await token(mailbox.id, false);
    else if (auth.kind === "code") secret(mailbox.id);
    else if (auth.kind === "operator-ciba")
      await link(mailbox.id, auth, (sent) => tell({ step: "sign-in", state: "running", code: "link-waiting", sent }));
    else if ((await identity(mailbox.id)) === null) throw new PliError("no-certificate");
    return { step: "sign-in", state: "ok" };
  } catch (error) {
    return { step: "sign-in", state: "failed", code: error instanceof PliError ? error.code : "unexpected" };
  }
}

async function directoryStep({ probeDirectory }: ConnectionTestPorts): Promise<TestStep> {
  const { ldap, failure } = await probeDirectory(AbortSignal.timeout(DIRECTORY_MS));
  if (failure !== null) return { step: "directory", state: "failed", code: `directory-${failure}` };
  return { step: "directory", state: ldap === null ? "skipped" : "ok" };
}
