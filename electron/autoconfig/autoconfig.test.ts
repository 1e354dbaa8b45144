import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { configDocument, type DemoMailDomain } from "../demo/autoconfig/config-document";
import { type AutoconfigServer, startAutoconfigServer } from "../demo/autoconfig/server";
import type { Pki } from "../demo/pki/pki";
import { strangerPki, testPki } from "../demo/pki/testing/authorities";
import { destinationFinder } from "../trust/address";
import { httpsRequester } from "../trust/https-request";
import { type Autoconfig, createAutoconfig } from "./autoconfig";
import type { ServerPolicy } from "./policy";

const HOUR = 3_600_000;
const entry = (auth: "OAuth2" | "TLS-client-cert", prefix: string) => ({
  auth,
  imapHost: `imap-${prefix}.demo.mssante.fr`,
  imapPort: 143,
  smtpHost: `smtp-${prefix}.demo.mssante.fr`,
  smtpPort: 587,
});
const CABINET: DemoMailDomain = {
  domain: "cabinet.demo.mssante.fr",
  name: 'Cabinet <DEMO> & "associés"',
  entryPoints: [entry("TLS-client-cert", "app"), entry("OAuth2", "psc")],
};
const AUTRE: DemoMailDomain = { domain: "autre.demo.mssante.fr", name: "Autre DEMO", entryPoints: [] };

let pki: Pki;
let server: AutoconfigServer;
let served: string | Uint8Array | undefined;
let requests = 0;
beforeAll(async () => {
  pki = await testPki();
  server = await startAutoconfigServer({
    tls: await pki.issue(["autoconfig.cabinet.demo.mssante.fr", "autoconfig.autre.demo.mssante.fr"]),
    domains: [CABINET, AUTRE],
    document: (domain) => {
      requests += 1;
      return served ?? configDocument(domain);
    },
  });
});
afterAll(() => server.close());
beforeEach(() => {
  [served, requests, time] = [undefined, 0, 0];
});

let time = 0;
const policy: ServerPolicy = {
  trustedDomains: ["mssante.fr"],
  allowImplicitTls: false,
  knownHost: (host) => (host.endsWith(".demo.mssante.fr") ? "mapped" : "refused"),
};
function autoconfig(options: { policy?: Partial<ServerPolicy>; ca?: string[]; port?: number } = {}): Autoconfig {
  const place = { address: "127.0.0.1", port: options.port ?? server.port };
  const resolve = (host: string) =>
    host.endsWith(".demo.mssante.fr") ? ({ kind: "mapped", place } as const) : ({ kind: "refused" } as const);
  const fetch = httpsRequester({
    ca: options.ca ?? [pki.anchorPem],
    destination: destinationFinder({ resolve, lookup: async () => [] }),
  });
  return createAutoconfig({ fetch, policy: { ...policy, ...options.policy }, now: () => time });
}
const find = (address = "Camille.DEMO@Cabinet.demo.mssante.fr") => autoconfig().find(address);

const block = (
  change: Partial<
    Record<"element" | "type" | "hostname" | "port" | "socketType" | "username" | "authentication" | "extra", string>
  >,
) => {
  const value = {
    element: "incomingServer",
    type: "imap",
    hostname: "imap.demo.mssante.fr",
    port: "143",
    socketType: "STARTTLS",
    username: "%EMAILADDRESS%",
    authentication: "OAuth2",
    extra: "",
    ...change,
  };
  return `<${value.element} type="${value.type}"><hostname>${value.hostname}</hostname><port>${value.port}</port><socketType>${value.socketType}</socketType><username>${value.username}</username><authentication>${value.authentication}</authentication>${value.extra}</${value.element}>`;
};
const smtp = (change = {}) =>
  block({ element: "outgoingServer", type: "smtp", hostname: "smtp.demo.mssante.fr", port: "587", ...change });
const xml = (...blocks: string[]) =>
  `<?xml version="1.0"?><clientConfig version="1.1"><emailProvider id="d">${blocks.join("")}</emailProvider></clientConfig>`;

describe("finding an operator's servers from an address (CONF.04)", () => {
  test("the professional's entry point is chosen, and both are told", async () => {
    const outcome = await find();
    expect(outcome).toMatchObject({
      ok: true,
      value: {
        auth: "xoauth2",
        username: "camille.demo@cabinet.demo.mssante.fr",
        imap: { host: "imap-psc.demo.mssante.fr", port: 143, socket: "starttls" },
        smtp: { host: "smtp-psc.demo.mssante.fr", port: 587, socket: "starttls" },
      },
    });
    expect(outcome.ok && outcome.value.all.map(({ auth, imap }) => `${auth} ${imap.host}`)).toEqual([
      "xoauth2 imap-psc.demo.mssante.fr",
      "client-cert imap-app.demo.mssante.fr",
    ]);
  });

  test("an application's mailbox gets the certificate's entry point", async () => {
    const outcome = await autoconfig().find("app@cabinet.demo.mssante.fr", { auth: "client-cert" });
    expect(outcome).toMatchObject({
      ok: true,
      value: { auth: "client-cert", imap: { host: "imap-app.demo.mssante.fr" } },
    });
  });

  test.each(["OAuth2", "oauth2", "XOAUTH2", "OAUTH2-PSC"])("%s means the PSC token", async (authentication) => {
    served = xml(block({ authentication }), smtp({ authentication }));
    expect(await find()).toMatchObject({ ok: true, value: { auth: "xoauth2" } });
  });

  test.each(["TLS-client-cert", "client-certificate", "client-cert", "tls-CLIENT-CERT"])(
    "%s means the client certificate",
    async (authentication) => {
      served = xml(block({ authentication }), smtp({ authentication }));
      expect(await autoconfig().find("a@cabinet.demo.mssante.fr", { auth: "client-cert" })).toMatchObject({ ok: true });
      expect(await find()).toEqual({ ok: false, failure: { code: "no-usable-server" } });
    },
  );

  test.each(["TOTP", "password-otp", "OTP"])("%s means a password with a one-time code", async (authentication) => {
    served = xml(block({ authentication }), smtp({ authentication }));
    const byCode = await autoconfig().find("a@cabinet.demo.mssante.fr", { auth: "password-code" });
    expect(byCode).toMatchObject({ ok: true, value: { auth: "password-code" } });
    // Asked for by Pro Santé Connect, it is said how this operator opens it instead.
    expect(await find()).toEqual({ ok: false, failure: { code: "no-usable-server", detail: "by-code" } });
  });

  test("a plain password is looked at only where the person said that hers goes with a code, and after what is named so", async () => {
    const authentication = "password-cleartext";
    const hostname = "imap-mdp.demo.mssante.fr";
    served = xml(block({ authentication, hostname }), smtp({ authentication }));
    expect(await find()).toEqual({ ok: false, failure: { code: "no-usable-server" } });
    const chosen = () => autoconfig().find("a@cabinet.demo.mssante.fr", { auth: "password-code" });
    expect(await chosen()).toMatchObject({ value: { imap: { host: hostname } } });
    const totp = { authentication: "totp", hostname: "imap-totp.demo.mssante.fr" };
    served = xml(block({ authentication, hostname }), block(totp), smtp({ authentication: "totp" }));
    expect(await chosen()).toMatchObject({ value: { imap: { host: totp.hostname } } });
  });

  test("the three substitutions are made, in host and user", async () => {
    served = xml(block({ hostname: "imap.%EMAILDOMAIN%", username: "%EMAILLOCALPART%+%EMAILADDRESS%" }), smtp());
    expect(await find()).toMatchObject({
      value: {
        imap: { host: "imap.cabinet.demo.mssante.fr" },
        username: "camille.demo+camille.demo@cabinet.demo.mssante.fr",
      },
    });
  });

  test("unknown elements, POP, other methods and the operator's own identity provider are passed over", async () => {
    const oauth =
      "<oAuth2><issuer>https://vol.example</issuer><hostname>vol.example</hostname><tokenURL>https://vol.example/t</tokenURL></oAuth2>";
    served = xml(
      "<nouveau><hostname>x</hostname></nouveau>",
      block({ type: "pop3" }),
      block({ authentication: "password-cleartext", hostname: "imap-mdp.demo.mssante.fr" }),
      block({ extra: oauth }),
      smtp({ extra: oauth }),
    ).replace("</emailProvider>", `</emailProvider>${oauth}<webMail><loginPage url="https://x"/></webMail>`);
    const outcome = await find();
    expect(outcome).toMatchObject({ ok: true, value: { imap: { host: "imap.demo.mssante.fr" } } });
    expect(JSON.stringify(outcome)).not.toContain("vol.example");
  });

  test("servers outside emailProvider are not servers", async () => {
    served = `<clientConfig>${block({})}${smtp()}<emailProvider><groupe>${block({})}${smtp()}</groupe></emailProvider></clientConfig>`;
    expect(await find()).toEqual({ ok: false, failure: { code: "no-usable-server" } });
  });

  test("a second authentication inside a block is read, and several blocks keep their order", async () => {
    served = xml(
      block({ authentication: "password-encrypted</authentication><authentication>OAuth2" }),
      smtp(),
      block({ hostname: "imap2.demo.mssante.fr" }),
    );
    const outcome = await find();
    expect(outcome.ok && outcome.value.all.map(({ imap, smtp: out }) => `${imap.host} ${out.host}`)).toEqual([
      "imap.demo.mssante.fr smtp.demo.mssante.fr",
      "imap2.demo.mssante.fr smtp.demo.mssante.fr",
    ]);
  });
});

describe("a server a token must not be sent to", () => {
  test.each([
    [{ hostname: "127.0.0.1" }, "refused-host"],
    [{ hostname: "[::1]" }, "refused-host"],
    [{ hostname: "0x7f000001" }, "refused-host"],
    [{ hostname: "localhost" }, "refused-host"],
    [{ hostname: "imap.example.org" }, "refused-host"],
    [{ hostname: "imap.demo.mssante.fr.example.org" }, "refused-host"],
    [{ hostname: "imap.xmssante.fr" }, "refused-host"],
    [{ hostname: "imap.inconnu.mssante.fr" }, "refused-host"],
    [{ hostname: "imap.demo.mssante.fr:143" }, "refused-host"],
    [{ hostname: "" }, "refused-host"],
    [{ socketType: "plain" }, "refused-socket"],
    [{ socketType: "" }, "refused-socket"],
    [{ socketType: "SSL" }, "refused-socket"],
    [{ port: "0" }, "refused-port"],
    [{ port: "70000" }, "refused-port"],
    [{ port: "143 OR 1" }, "refused-port"],
    [{ port: "" }, "refused-port"],
  ])("%j is refused as %s", async (change, detail) => {
    served = xml(block(change), smtp());
    expect(await find()).toEqual({ ok: false, failure: { code: "no-usable-server", detail } });
  });

  test("where DNS is public, another operator's host in the space of trust is normal, one outside it is not", async () => {
    const published = autoconfig({ policy: { knownHost: () => "dns" } });
    const ask = (hostname: string) => {
      served = xml(block({ hostname }), smtp());
      return published.find("a@cabinet.demo.mssante.fr", { refresh: true });
    };
    expect(await ask("mail-psc.autre-operateur.mssante.fr")).toMatchObject({ ok: true });
    for (const hostname of ["imap.example.org", "imap.xmssante.fr", "imap.mssante.fr.example.org", "8.8.8.8"]) {
      expect(await ask(hostname)).toEqual({ ok: false, failure: { code: "no-usable-server", detail: "refused-host" } });
    }
  });

  test("a good entry point among bad ones is still used", async () => {
    served = xml(block({ hostname: "10.0.0.1" }), smtp({ hostname: "10.0.0.1" }), block({}), smtp());
    expect(await find()).toMatchObject({
      ok: true,
      value: { imap: { host: "imap.demo.mssante.fr" }, smtp: { host: "smtp.demo.mssante.fr" } },
    });
  });

  test("implicit TLS is taken only where the policy says so", async () => {
    served = xml(block({ socketType: "SSL", port: "993" }), smtp({ socketType: "SSL", port: "465" }));
    const outcome = await autoconfig({ policy: { allowImplicitTls: true } }).find("a@cabinet.demo.mssante.fr");
    expect(outcome).toMatchObject({ ok: true, value: { imap: { port: 993, socket: "tls" } } });
  });

  test("reading without sending is not a configuration", async () => {
    served = xml(block({}));
    expect(await find()).toEqual({ ok: false, failure: { code: "no-usable-server" } });
  });
});

describe("a hostile document", () => {
  const good = xml(block({}), smtp());
  test.each<[string, string, string]>([
    ["a DOCTYPE", good.replace("?>", `?><!DOCTYPE clientConfig [<!ENTITY a "x">]>`), "doctype"],
    ["an external DTD", good.replace("?>", `?><!DOCTYPE clientConfig SYSTEM "https://vol.example/x.dtd">`), "doctype"],
    ["an entity nobody declared", good.replace("imap.demo", "&xxe;"), "malformed"],
    ["HTML", "<html><body>Connexion au portail<br></body></html>", "malformed"],
    ["nothing", "", "malformed"],
    ["half a document", good.slice(0, 200), "malformed"],
    ["binary", "\u0000\u0001\u0002", "malformed"],
    ["too deep", `<clientConfig>${"<a>".repeat(40)}${"</a>".repeat(40)}</clientConfig>`, "too-complex"],
    ["too many elements", `<clientConfig>${"<a/>".repeat(3000)}</clientConfig>`, "too-complex"],
    ["too many servers", xml(...Array.from({ length: 40 }, () => block({}))), "too-complex"],
    ["a host name without end", xml(block({ hostname: "a".repeat(5000) })), "too-complex"],
  ])("%s is refused", async (_name, document, detail) => {
    served = document;
    expect(await find()).toEqual({ ok: false, failure: { code: "malformed", detail } });
  });

  test("more than 64 KB is not read to its end", async () => {
    served = good.replace("</clientConfig>", `<!--${"x".repeat(70_000)}--></clientConfig>`);
    expect(await find()).toEqual({ ok: false, failure: { code: "too-large" } });
  });

  test("a display name in another charset does not hide the servers", async () => {
    served = Buffer.concat([
      Buffer.from(good.slice(0, good.indexOf("<incoming"))),
      Buffer.from("<displayName>H\xf4pital</displayName>", "latin1"),
      Buffer.from(good.slice(good.indexOf("<incoming"))),
    ]);
    expect(await find()).toMatchObject({ ok: true });
  });
});

describe("asking", () => {
  test.each([
    ["pas une adresse", "bad-address"],
    ["a@b@cabinet.demo.mssante.fr", "bad-address"],
    ["a@[127.0.0.1]", "bad-address"],
    ["a@127.0.0.1", "bad-address"],
    ["a@cabinet.demo.mssante.fr/../x", "bad-address"],
    ["a@gmail.com", "untrusted-domain"],
    ["a@mssante.fr.example.org", "untrusted-domain"],
  ])("%s asks nobody: %s", async (address, code) => {
    expect(await find(address)).toEqual({ ok: false, failure: { code } });
    expect(requests).toBe(0);
  });

  test("an operator without the page, a host that is not reached, nobody there, a server of another authority", async () => {
    const other = await strangerPki();
    const address = "a@cabinet.demo.mssante.fr";
    expect(await find("a@inconnu.mssante.fr")).toEqual({
      ok: false,
      failure: { code: "refused-host", detail: "refused-host" },
    });
    expect(await find("a@absent.demo.mssante.fr")).toEqual({
      ok: false,
      failure: { code: "untrusted-server", detail: "host-mismatch" },
    });
    expect(await autoconfig({ ca: [other.anchorPem] }).find(address)).toEqual({
      ok: false,
      failure: { code: "untrusted-server", detail: "unknown-authority" },
    });
    expect(await autoconfig({ port: 1 }).find(address)).toEqual({
      ok: false,
      failure: { code: "unavailable", detail: "unreachable" },
    });
    expect(requests).toBe(0);
  });

  test("a found configuration is kept 24 hours, a failure 15 minutes, and a person may ask again", async () => {
    const client = autoconfig();
    const ask = (refresh = false) => client.find("a@cabinet.demo.mssante.fr", { refresh });
    await ask();
    time = 24 * HOUR - 1;
    await ask();
    expect(requests).toBe(1);
    time = 24 * HOUR;
    served = "<panne>";
    expect(await ask()).toMatchObject({ failure: { code: "malformed" } });
    served = undefined;
    time += HOUR / 4 - 1;
    expect(await ask()).toMatchObject({ failure: { code: "malformed" } });
    expect(requests).toBe(2);
    time += 1;
    expect(await ask()).toMatchObject({ ok: true });
    await ask(true);
    expect(requests).toBe(4);
  });

  test("silence is remembered five seconds only: a line that is back is used", async () => {
    let reached = false;
    const client = createAutoconfig({
      fetch: async () => {
        requests += 1;
        return reached ? { ok: true, status: 404, body: new Uint8Array() } : { ok: false, code: "unreachable" };
      },
      policy,
      now: () => time,
    });
    const ask = () => client.find("a@cabinet.demo.mssante.fr");
    expect(await ask()).toMatchObject({ failure: { code: "unavailable" } });
    reached = true;
    time += 4999;
    expect(await ask()).toMatchObject({ failure: { code: "unavailable" } });
    time += 1;
    expect(await ask()).toMatchObject({ failure: { code: "not-found" } });
  });

  test("two askers at once make one request; another address of the domain makes none", async () => {
    const client = autoconfig();
    await Promise.all([client.find("a@cabinet.demo.mssante.fr"), client.find("b@cabinet.demo.mssante.fr")]);
    expect(await client.find("c@cabinet.demo.mssante.fr")).toMatchObject({
      value: { username: "c@cabinet.demo.mssante.fr" },
    });
    expect(requests).toBe(1);
  });

  test("the demonstration's server answers its own hosts and path only", async () => {
    expect(await find("a@autre.demo.mssante.fr")).toEqual({ ok: false, failure: { code: "no-usable-server" } });
  });
});

describe("servers typed by hand", () => {
  const manual = (change: object) =>
    autoconfig().checkManual({
      address: "a@cabinet.demo.mssante.fr",
      auth: "xoauth2",
      imap: { host: "imap.demo.mssante.fr", port: 143, socket: "starttls" },
      smtp: { host: "smtp.demo.mssante.fr", port: 587, socket: "starttls" },
      ...change,
    });

  test("pass under the same policy", () => {
    expect(manual({})).toMatchObject({
      ok: true,
      value: { imap: { host: "imap.demo.mssante.fr" }, all: [{ auth: "xoauth2" }] },
    });
  });

  test.each([
    [{ imap: { host: "10.0.0.1", port: 143, socket: "starttls" } }, { code: "refused-host", detail: "imap" }],
    [{ smtp: { host: "smtp.gmail.com", port: 587, socket: "starttls" } }, { code: "refused-host", detail: "smtp" }],
    [{ imap: { host: "imap.demo.mssante.fr", port: 143, socket: "none" } }, { code: "refused-socket", detail: "imap" }],
    [
      { smtp: { host: "smtp.demo.mssante.fr", port: -1, socket: "starttls" } },
      { code: "refused-port", detail: "smtp" },
    ],
    [{ address: "a@example.org" }, { code: "untrusted-domain" }],
    [{ address: "" }, { code: "bad-address" }],
  ])("%j is refused", (change, failure) => {
    expect(manual(change)).toEqual({ ok: false, failure });
  });
});
