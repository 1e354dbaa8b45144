import type { Argument, Command } from "../wire/parse-command";

const SHOWN = new Set([
  "FETCH",
  "UID FETCH",
  "STORE",
  "UID STORE",
  "ENABLE",
  "EXPUNGE",
  "UID EXPUNGE",
  "STATUS",
  "SELECT",
  "EXAMINE",
]);

/** A command as the log may hold it: names and numbers for the commands listed here, arguments masked for all others. */
export function loggedCommand(command: Command): string {
  // A search names patients, AUTHENTICATE carries a token: only grammar atoms of harmless commands are shown.
  const args = command.args.map((arg) => (SHOWN.has(command.name) ? shown(arg) : "***"));
  return [command.tag, command.name, ...args].join(" ");
}

function shown(arg: Argument): string {
  switch (arg.kind) {
    case "atom":
      return arg.text;
    case "quoted":
      return '"***"';
    case "literal":
      return `{${arg.bytes.length}}`;
    case "list":
      return `(${arg.items.map(shown).join(" ")})`;
    case "section":
      return `${arg.name}[${arg.items.map(shown).join(" ")}]`;
  }
}
