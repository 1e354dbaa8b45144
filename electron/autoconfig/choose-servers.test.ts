import { expect, test } from "vitest";
import { chooseServers } from "./choose-servers";
import type { AuthMethod } from "./configuration";
import { readMailAddress } from "./mail-address";
import type { ServerBlock } from "./parse-config";
import type { ServerPolicy } from "./policy";

const address = readMailAddress("a@cabinet.demo.mssante.fr") ?? expect.fail("no address");
const policy: ServerPolicy = { trustedDomains: ["mssante.fr"], allowImplicitTls: false, knownHost: () => "mapped" };

/** Reading and sending by one method, on hosts that it names. */
const entry = (authentication: string, name: string): readonly ServerBlock[] =>
  (["incoming", "outgoing"] as const).map((direction) => ({
    direction,
    kind: direction === "incoming" ? "imap" : "smtp",
    hostname: `${name}.demo.mssante.fr`,
    port: direction === "incoming" ? "143" : "587",
    socketType: "STARTTLS",
    username: "%EMAILADDRESS%",
    authentication: [authentication],
  }));
const chosen = (wanted: AuthMethod, ...blocks: readonly ServerBlock[]) => {
  const found = chooseServers(blocks, address, wanted, policy);
  return found.ok ? [found.value.auth, found.value.imap.host] : found.failure;
};

test.each(["OAuth2-CIBA", "CIBA", "operator-ciba"])("%s means the operator's own provider", (name) => {
  expect(chosen("operator-ciba", ...entry(name, "lien"))).toEqual(["operator-ciba", "lien.demo.mssante.fr"]);
  // Asked for by Pro Santé Connect, it is said how this operator opens it instead.
  expect(chosen("xoauth2", ...entry(name, "lien"))).toEqual({ code: "no-usable-server", detail: "by-link" });
});

test("OAuth2 alone is Pro Santé Connect's, but where the person said that hers opens by a link and nothing else is named so", () => {
  const psc = entry("OAuth2", "psc");
  expect(chosen("operator-ciba", ...psc)).toEqual(["operator-ciba", "psc.demo.mssante.fr"]);
  const both = [...psc, ...entry("CIBA", "lien")];
  expect(chosen("operator-ciba", ...both)).toEqual(["operator-ciba", "lien.demo.mssante.fr"]);
  expect(chosen("xoauth2", ...both)).toEqual(["xoauth2", "psc.demo.mssante.fr"]);
});
