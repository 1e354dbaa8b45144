import { expect } from "@playwright/test";
import { readClientHello } from "./support/client-hello";
import { tested, throughDoor } from "./support/doors";
import { sent, newColleague } from "./support/mail";
import { requirement } from "./support/requirement";

const TLS_1_2 = 0x0303;

requirement(["CONF.01", "ECO.1.1.1"], async (practice, evidence) => {
  const { ways } = practice;
  ways.imap.forget();
  ways.smtp.forget();
  expect(await tested(practice, "certificate")).toBe("ok");
  await sent(practice, { to: [newColleague()] });
  for (const way of [ways.imap, ways.smtp]) {
    const hellos = way.passed().flatMap(({ fromClient }) => readClientHello(fromClient) ?? []);
    expect(hellos.length).toBeGreaterThan(0);
    for (const { versions } of hellos) expect(Math.min(...versions)).toBeGreaterThanOrEqual(TLS_1_2);
  }
  const old = { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "ALL:@SECLEVEL=0" } as const;
  const refused = await throughDoor(practice, "imap", { tls: old }, () => tested(practice, "certificate"));
  expect(refused).not.toBe("ok");
  const refusedSending = await throughDoor(practice, "smtp", { tls: old }, () => tested(practice, "smtp"));
  expect(refusedSending).not.toBe("ok");
  evidence(
    `ClientHello IMAP et SMTP : 1.2 au moins ; serveurs limités à TLS 1.1 refusés (${refused}, ${refusedSending})`,
  );
});
