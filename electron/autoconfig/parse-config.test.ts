import fc from "fast-check";
import { expect, test } from "vitest";
import { configDocument } from "../demo/autoconfig/config-document";
import { parseConfig } from "./parse-config";

const bytes = (text: string) => new Uint8Array(Buffer.from(text, "utf8"));

test("whatever is received is read or refused in a bounded time, never thrown", () => {
  const piece = fc.constantFrom(
    "<",
    ">",
    "</",
    "<!DOCTYPE a",
    "<![CDATA[",
    "]]>",
    "<!--",
    "<?x",
    "&amp;",
    "&#0;",
    "clientConfig",
    "emailProvider",
    "incomingServer",
    "hostname",
    '"',
    "=",
    "é",
    "\u0000",
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 60 }), (parts) => {
      const outcome = parseConfig(bytes(parts.join("")));
      if (!outcome.ok) expect(["malformed", "doctype", "too-complex"]).toContain(outcome.reason);
    }),
    { numRuns: 400 },
  );
});

test("every document our own server writes is read back as it was meant, whatever its name", () => {
  const host = fc.domain();
  const port = fc.integer({ min: 1, max: 65_535 });
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("a", "é", "&", "<", '"', ">", " ") }),
      host,
      port,
      host,
      port,
      (name, imapHost, imapPort, smtpHost, smtpPort) => {
        const document = configDocument({
          domain: "d.demo.mssante.fr",
          name,
          entryPoints: [{ auth: "OAuth2", imapHost, imapPort, smtpHost, smtpPort }],
        });
        expect(parseConfig(bytes(document))).toEqual({
          ok: true,
          blocks: [
            {
              direction: "incoming",
              kind: "imap",
              hostname: imapHost,
              port: String(imapPort),
              socketType: "STARTTLS",
              username: "%EMAILADDRESS%",
              authentication: ["OAuth2"],
            },
            {
              direction: "outgoing",
              kind: "smtp",
              hostname: smtpHost,
              port: String(smtpPort),
              socketType: "STARTTLS",
              username: "%EMAILADDRESS%",
              authentication: ["OAuth2"],
            },
          ],
        });
      },
    ),
  );
});

test("text in CDATA, with comments or spaces around, is the same text", () => {
  const document = `<clientConfig><emailProvider><incomingServer type=" IMAP "><hostname> <!-- a --><![CDATA[imap.demo.mssante.fr]]> </hostname></incomingServer></emailProvider></clientConfig>`;
  expect(parseConfig(bytes(document))).toMatchObject({
    ok: true,
    blocks: [{ kind: "imap", hostname: "imap.demo.mssante.fr", port: "", authentication: [] }],
  });
});

test("an element nested in a field adds nothing to it", () => {
  const document = `<clientConfig><emailProvider><incomingServer type="imap"><hostname>imap<b>.vol.example</b></hostname></incomingServer></emailProvider></clientConfig>`;
  const outcome = parseConfig(bytes(document));
  expect(JSON.stringify(outcome)).not.toContain("vol.example");
});
