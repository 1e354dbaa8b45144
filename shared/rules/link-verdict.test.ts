import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linkVerdict } from "./link-verdict";
import { processorTime } from "./testing/processor-time";

const refused = (code: string) => ({ kind: "refused", code });

describe("links that never open (L01)", () => {
  it.each([
    "http://ansm.sante.fr/",
    "file:///etc/passwd",
    "file://serveur/partage/a.exe",
    "smb://serveur/partage",
    "ftp://serveur/a",
    "ldap://serveur/a",
    "ms-msdt:/id x",
    "ms-word:ofe|u|https://evil.fr/a.docx",
    "search-ms:query=x",
    "shell:startup",
    "vbscript:msgbox(1)",
    "javascript:alert(1)",
    "data:text/html,x",
    "blob:https://a.fr/1",
    "filesystem:https://a.fr/x",
    "tel:15",
    "mailto:a@b.fr",
    "x-inconnu:a",
    "//evil.fr/a",
    "/etc/passwd",
    "C:\\a.exe",
    "page.html",
    "#haut",
    "",
    "httpsx://a.fr",
    "view-source:https://a.fr",
  ])("%j", (href) => {
    expect(linkVerdict(href)).toEqual(refused("scheme"));
  });
});

describe("links that lie about where they go (L02)", () => {
  it.each([
    ["https://ameli.fr@evil.fr/", "credentials"],
    ["https://ameli.fr:x@evil.fr/", "credentials"],
    ["https://ameli.fr%40evil.fr/", "credentials"],
    [`https://ameli.fr${"%20".repeat(100)}@evil.fr/`, "credentials"],
    ["https:\\\\evil.fr", "backslash"],
    ["https://evil.fr\\@ameli.fr/", "backslash"],
    ["https://ameli.fr\\.evil.fr/", "backslash"],
    ["https://am\teli.fr/", "control"],
    ["https://ameli.fr/\r\nHost: x", "control"],
    ["java\nscript:alert(1)", "control"],
    ["https://ame\u200Bli.fr/", "control"],
    ["https://ameli.fr/\u202Egpj.exe", "control"],
    ["\u0000https://ameli.fr/", "control"],
    ["https://ameli.fr/ https://evil.fr", "malformed"],
    ["https:evil.fr", "malformed"],
    ["https:/evil.fr", "malformed"],
    ["https:///evil.fr", "malformed"],
    ["https://", "malformed"],
    ["https://?x", "malformed"],
    ["https://a:99999/", "malformed"],
    ["https://a%00b/", "malformed"],
    ["https://[::1/", "malformed"],
    ["https://a{/", "malformed"],
    ["https://ameli.fr'evil.fr/", "malformed"],
    [`https://a.fr/${"a".repeat(2000)}`, "too-long"],
  ])("%j is refused: %s", (href, code) => {
    expect(linkVerdict(href)).toEqual(refused(code));
  });

  it("shows an international host in punycode, with a warning", () => {
    expect(linkVerdict("https://\u0430meli.fr/connexion")).toEqual({
      kind: "openable",
      url: "https://xn--meli-43d.fr/connexion",
      host: "xn--meli-43d.fr",
      warnings: ["international-host"],
    });
    expect(linkVerdict("https://hôpital.fr/")).toMatchObject({
      host: "xn--hpital-ixa.fr",
      warnings: ["international-host"],
    });
  });

  it.each([
    ["https://192.168.1.10/", "192.168.1.10", ["ip-address"]],
    ["https://3232235786/", "192.168.1.10", ["ip-address"]],
    ["https://0xC0.0xA8.1.10/", "192.168.1.10", ["ip-address"]],
    ["https://[::1]/", "[::1]", ["ip-address"]],
    ["https://ameli.fr:8443/", "ameli.fr:8443", ["unusual-port"]],
    ["https://ameli.fr:443/", "ameli.fr", []],
  ])("%j tells that it goes to %s", (href, host, warnings) => {
    expect(linkVerdict(href)).toMatchObject({ kind: "openable", host, warnings });
  });
});

describe("links that open", () => {
  it.each([
    ["https://ameli.fr", "https://ameli.fr/"],
    ["HTTPS://AMELI.FR/Page", "https://ameli.fr/Page"],
    ["  https://ameli.fr/  ", "https://ameli.fr/"],
    ["https://ameli.fr/a/../b/./c?x=é#y", "https://ameli.fr/b/c?x=%C3%A9#y"],
    ["https://ameli.fr/contact?de=a@b.fr", "https://ameli.fr/contact?de=a@b.fr"],
    ["https://ａmeli.fr/", "https://ameli.fr/"],
  ])("%j, as %s", (href, url) => {
    expect(linkVerdict(href)).toEqual({ kind: "openable", url, host: "ameli.fr", warnings: [] });
  });

  it("are always canonical https without credentials, whatever was received", () => {
    const piece = fc.oneof(
      fc.webUrl(),
      fc.string({ unit: "grapheme" }),
      fc.constantFrom("https://", "https:", "@", "\\", "//", "evil.fr", ":", "/", "%40", "é", "[", "?", "{", "'", "`"),
    );
    const href = fc.array(piece, { maxLength: 6 }).map((all) => all.join(""));
    fc.assert(
      fc.property(
        fc.oneof(
          href,
          href.map((text) => `https://a${text}`),
        ),
        fc.string(),
        (text, visible) => {
          const verdict = linkVerdict(text, visible);
          if (verdict.kind === "refused") return;
          const url = new URL(verdict.url);
          expect([url.protocol, url.username, url.password, url.href, url.host]).toEqual([
            "https:",
            "",
            "",
            verdict.url,
            verdict.host,
          ]);
          expect(verdict.url).toMatch(/^https:\/\/(?:[a-z0-9_.-]+|\[[0-9a-f:.]+\])(?::\d+)?\//);
          expect(linkVerdict(verdict.url)).toMatchObject({ kind: "openable", url: verdict.url });
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe("a visible text that is another URL than the target (L03)", () => {
  const warned = (text: string) => {
    const verdict = linkVerdict("https://www.evil.fr/x", text);
    return verdict.kind === "openable" && verdict.warnings.includes("text-mismatch");
  };

  it.each([
    "https://www.ameli.fr/",
    "http://ameli.fr",
    "www.ameli.fr",
    "ameli.fr",
    "Voir ameli.fr/compte pour la suite",
    "https://www.evil.fr.ameli.fr/",
    "AMELI.FR",
    "a\u200Bmeli.fr",
    "ａｍｅｌｉ.ｆｒ",
    "ameli\u3002fr ou ameli.fr",
    "contact@ameli.fr",
    "evil.fr puis ameli.fr",
    "https://портал.inconnu",
    "custom://ameli.inconnu",
  ])("is told for %j", (text) => {
    expect(warned(text)).toBe(true);
  });

  it.each([
    "",
    "Cliquez ici",
    "https://www.evil.fr/x",
    "evil.fr",
    "www.EVIL.fr",
    "https://evil.fr/page.com?u=https://ameli.fr",
    "Compte rendu.pdf",
    "M.Dupont",
    "Dr.Martin vous écrit",
    "version 1.2.3",
    "J.-P. Martin",
  ])("is not told for %j", (text) => {
    expect(warned(text)).toBe(false);
  });

  it("compares international hosts in punycode", () => {
    expect(linkVerdict("https://xn--hpital-ixa.fr/", "hôpital.fr")).toMatchObject({ warnings: ["international-host"] });
    expect(linkVerdict("https://xn--meli-43d.fr/", "ameli.fr")).toMatchObject({
      warnings: ["text-mismatch", "international-host"],
    });
  });

  it("stays quick on a huge text", () => {
    const spent = processorTime();
    linkVerdict("https://evil.fr", "a.".repeat(500_000));
    linkVerdict("https://evil.fr", "a".repeat(1_000_000));
    expect(spent()).toBeLessThan(500);
  });
});
