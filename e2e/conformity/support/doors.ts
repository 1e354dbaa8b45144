import { type DoorOptions, startStarttlsDoor, type StarttlsDoor } from "../../servers/starttls-door";
import type { Practice } from "./practice";

/** Names that the operator's certificates bear. */
export const HOST = { imap: "imap.essai.mssante.fr", smtp: "smtp.essai.mssante.fr" } as const;

/** Puts a door of our own in the operator's place while `act` runs: a good certificate unless told otherwise. */
export async function throughDoor<Value>(
  { space, ways }: Practice,
  protocol: "imap" | "smtp",
  options: Partial<Omit<DoorOptions, "protocol" | "target">>,
  act: (door: StarttlsDoor) => Promise<Value>,
): Promise<Value> {
  const place = space.environment.hosts?.[HOST[protocol]];
  if (place === undefined) throw new Error(`no ${protocol} in the environment`);
  const certificate = options.certificate ?? (await space.issue({ hosts: [HOST[protocol]] }));
  const door = await startStarttlsDoor({ ...options, protocol, certificate, target: place.port });
  try {
    ways[protocol].detour(door.port);
    return await act(door);
  } finally {
    await ways[protocol].heal();
    await door.stop();
  }
}

/** What the connection test says of one step: `ok`, or the code of its failure. */
export async function tested({ call, mailboxId }: Practice, step: string): Promise<string> {
  const found = (await call("mailboxes.test", { mailboxId })).find((one) => one.step === step);
  return found === undefined ? "absent" : found.state === "ok" ? "ok" : (found.code ?? found.state);
}

/** What XOAUTH2 carried: the user and the token, from its base64 line. */
export function xoauth2(line: string): { readonly user: string; readonly token: string } | undefined {
  const word = line.split(" ").at(-1) ?? "";
  const [, user, token] =
    /^user=([^\u0001]*)\u0001auth=Bearer ([^\u0001]*)\u0001\u0001$/u.exec(
      Buffer.from(word, "base64").toString("latin1"),
    ) ?? [];
  return user === undefined || token === undefined ? undefined : { user, token };
}
