import { expect } from "@playwright/test";
import { readClientHello } from "./support/client-hello";
import { tested, throughDoor } from "./support/doors";
import { newColleague, sent } from "./support/mail";
import { requirement } from "./support/requirement";

/** The six suites, and the sign that asks for secure renegotiation (RFC 5746 §3.3), which is no suite. */
const ALLOWED = new Set([0xc030, 0xc02f, 0xc028, 0xc027, 0x009f, 0x009e, 0x00ff]);
/** P-256, P-384, P-521 (RFC 8422 §5.1.1). */
const CURVES = new Set([23, 24, 25]);
/** Without forward secrecy; of another cipher; a curve of 253 bits. */
const FORBIDDEN = [
  { ciphers: "AES128-GCM-SHA256" },
  { ciphers: "ECDHE-RSA-CHACHA20-POLY1305" },
  { ecdhCurve: "X25519" },
] as const;

requirement(["CONF.03", "ECO.1.1.3"], async (practice, evidence) => {
  const { ways } = practice;
  ways.imap.forget();
  ways.smtp.forget();
  expect(await tested(practice, "imap")).toBe("ok");
  await sent(practice, { to: [newColleague()] });
  const suites = new Set<number>();
  for (const way of [ways.imap, ways.smtp]) {
    const hellos = way.passed().flatMap(({ fromClient }) => readClientHello(fromClient) ?? []);
    expect(hellos.length).toBeGreaterThan(0);
    for (const hello of hellos) {
      for (const suite of hello.suites) suites.add(suite);
      expect(hello.groups.filter((group) => !CURVES.has(group))).toEqual([]);
      expect(hello.groups.length).toBeGreaterThan(0);
    }
  }
  expect([...suites].filter((suite) => !ALLOWED.has(suite))).toEqual([]);
  for (const tls of FORBIDDEN)
    expect(await throughDoor(practice, "imap", { tls }, () => tested(practice, "certificate"))).not.toBe("ok");
  const named = [...suites].map((suite) => `0x${suite.toString(16).padStart(4, "0")}`);
  evidence(`suites offertes : ${named.join(" ")} ; courbes P-256, P-384, P-521 ; aucun DH offert par ce moteur`);
});
