import { expect } from "@playwright/test";
import { saidInClear } from "./support/client-hello";
import { tested, throughDoor } from "./support/doors";
import { requirement } from "./support/requirement";

requirement(["CONF.06", "ECO.1.0.2"], async (practice, evidence) => {
  const { ways } = practice;
  ways.imap.forget();
  expect(await tested(practice, "imap")).toBe("ok");
  const clear = ways.imap
    .passed()
    .map(({ fromClient }) => saidInClear(fromClient))
    .filter((said) => said !== "");
  expect(clear.length).toBeGreaterThan(0);
  for (const said of clear) expect(said).toMatch(/^(?:\S+ (?:CAPABILITY|ID \([^)]*\)|STARTTLS)\r\n)+$/u);
  const attacks = {
    "no STARTTLS": (line: string) => line.replace(" STARTTLS", ""),
    PREAUTH: (line: string) => line.replace(/^\* OK/u, "* PREAUTH"),
    "STARTTLS refused": (line: string) => line.replace(/^(\S+) OK Begin TLS.*$/u, "$1 NO not now"),
    "said before TLS": (line: string) =>
      line.replace(/^(\S+ OK Begin TLS.*)$/u, "$1\r\n* CAPABILITY IMAP4rev1 AUTH=XOAUTH2 SASL-IR"),
  };
  for (const [name, change] of Object.entries(attacks)) {
    const rewrite = (line: string, secure: boolean): string => (secure ? line : change(line));
    await throughDoor(practice, "imap", { rewrite }, async (door) => {
      expect(await tested(practice, "imap"), name).not.toBe("ok");
      expect(door.said().filter(({ from, text }) => from === "client" && /AUTHENTICATE/iu.test(text))).toEqual([]);
    });
  }
  evidence(
    `en clair : CAPABILITY, ID et STARTTLS seuls ; refusés sans montrer le jeton : ${Object.keys(attacks).join(", ")}`,
  );
});
