import type { CommandGroup, Completion, Session } from "../session/session";
import { accountOf, done } from "../session/session";
import type { Account, NamedMailbox } from "../store/account";
import { atMost, itemsOf, keywordOf, mailboxNameOf, textOf } from "../wire/arguments";
import { atomList, mailboxString } from "../wire/encode";
import { decodeMailboxName } from "../wire/modified-utf7";
import type { Argument, Command } from "../wire/parse-command";
import { BadSyntax } from "../wire/parse-command";
import { listPattern } from "./list-pattern";
import { formatStatusItems } from "./status-items";

/** LIST with its extensions, LSUB, STATUS and NAMESPACE (RFC 3501 §6.3, RFC 5258, RFC 5819, RFC 6154, RFC 2342). */
export const listingCommands: CommandGroup = {
  LIST: { needs: "account", handle: list },
  LSUB: { needs: "account", handle: lsub },
  STATUS: { needs: "account", handle: status },
  NAMESPACE: {
    needs: "account",
    async handle(session) {
      await session.out.send('* NAMESPACE (("" "/")) NIL NIL\r\n');
      return done("Namespace completed");
    },
  },
};

type ListRequest = {
  readonly reference: string;
  readonly patterns: readonly string[];
  readonly select: ReadonlySet<string>;
  readonly give: ReadonlySet<string>;
  readonly status: readonly string[];
};

async function list(session: Session, { args }: Command): Promise<Completion> {
  const request = readListRequest(args);
  const account = accountOf(session);
  const lines: string[] = [];
  // An empty pattern asks for the delimiter alone (RFC 3501 §6.3.8).
  if (request.patterns.length === 1 && request.patterns[0] === "") lines.push('* LIST (\\Noselect) "/" ""');
  for (const entry of matching(account, request)) {
    lines.push(`* LIST ${atomList(attributes(account, entry, request))} "/" ${mailboxString(entry.name)}`);
    if (request.status.length > 0)
      lines.push(`* STATUS ${mailboxString(entry.name)} ${formatStatusItems(entry.mailbox, request.status)}`);
  }
  session.condstore ||= request.status.includes("HIGHESTMODSEQ");
  await session.out.send(...lines.map((line) => `${line}\r\n`));
  return done("List completed");
}

function readListRequest(args: readonly Argument[]): ListRequest {
  const select = args[0]?.kind === "list" ? args[0].items.map((item) => keywordOf(item)) : undefined;
  const [reference, pattern, word, options, ...excess] = select ? args.slice(1) : args;
  atMost(excess, 0);
  if (word && keywordOf(word) !== "RETURN") throw new BadSyntax("Expected RETURN");
  const returned = word ? itemsOf(options, "return options") : [];
  const statusAt = returned.findIndex((item) => item.kind === "atom" && item.text.toUpperCase() === "STATUS");
  const status = statusAt < 0 ? [] : itemsOf(returned[statusAt + 1], "status items").map((item) => keywordOf(item));
  const give = returned.filter((item) => item.kind === "atom").map((item) => keywordOf(item));
  const patterns = pattern?.kind === "list" ? pattern.items : [pattern];
  return {
    reference: nameOrPattern(reference),
    patterns: patterns.map(nameOrPattern),
    select: new Set(select),
    give: new Set(give),
    status,
  };
}

function nameOrPattern(arg: Argument | undefined): string {
  const name = decodeMailboxName(textOf(arg, "mailbox pattern"));
  if (name === undefined) throw new BadSyntax("Invalid mailbox pattern");
  return name;
}

function matching(account: Account, request: ListRequest): readonly NamedMailbox[] {
  const tests = request.patterns
    .filter((pattern) => pattern !== "")
    .map((pattern) => listPattern(request.reference + pattern));
  return account
    .list()
    .filter((entry) => tests.some((test) => test(entry.name)))
    .filter((entry) => !request.select.has("SUBSCRIBED") || entry.subscribed)
    .filter((entry) => !request.select.has("SPECIAL-USE") || entry.specialUse);
}

function attributes(account: Account, entry: NamedMailbox, request: ListRequest): readonly string[] {
  const hasChildren = account.list().some((other) => other.name.startsWith(`${entry.name}/`));
  const tellsSubscribed = request.give.has("SUBSCRIBED") || request.select.has("SUBSCRIBED");
  return [
    hasChildren ? "\\HasChildren" : "\\HasNoChildren",
    ...(entry.specialUse ? [entry.specialUse] : []),
    ...(tellsSubscribed && entry.subscribed ? ["\\Subscribed"] : []),
  ];
}

async function lsub(session: Session, { args }: Command): Promise<Completion> {
  atMost(args, 2);
  const test = listPattern(nameOrPattern(args[0]) + nameOrPattern(args[1]));
  const found = accountOf(session)
    .list()
    .filter((entry) => entry.subscribed && test(entry.name));
  await session.out.send(...found.map((entry) => `* LSUB () "/" ${mailboxString(entry.name)}\r\n`));
  return done("Lsub completed");
}

async function status(session: Session, { args }: Command): Promise<Completion> {
  atMost(args, 2);
  const name = mailboxNameOf(args[0]);
  const items = itemsOf(args[1], "status items").map((item) => keywordOf(item));
  const entry = accountOf(session).find(name);
  if (!entry) return { status: "NO", code: "NONEXISTENT", text: "No such mailbox" };
  session.condstore ||= items.includes("HIGHESTMODSEQ");
  await session.out.send(`* STATUS ${mailboxString(name)} ${formatStatusItems(entry.mailbox, items)}\r\n`);
  return done("Status completed");
}
