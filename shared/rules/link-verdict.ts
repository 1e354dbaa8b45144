/** Why a link is not opened. */
export type LinkFault = "scheme" | "control" | "backslash" | "credentials" | "too-long" | "malformed";

/** What the reader must be told before the link opens. */
export type LinkWarning = "text-mismatch" | "international-host" | "ip-address" | "unusual-port";

/** Fate of a link of a message: `url` is the canonical form that is opened and shown, `host` is in punycode. */
export type LinkVerdict =
  | {
      readonly kind: "openable";
      readonly url: string;
      readonly host: string;
      readonly warnings: readonly LinkWarning[];
    }
  | { readonly kind: "refused"; readonly code: LinkFault };

const COMMON_ENDINGS = new Set(
  "fr com org net eu info io be ch ca lu de uk it es us re gp gf mq yt nc pf bzh paris corsica alsace app dev me tv biz online site sante health care".split(
    " ",
  ),
);

/** A host as it is on the network: letters, digits, hyphens and underscores between dots (RFC 1123 §2.1), or an address; URL parsers let through more. */
const HOST = /^(?:[a-z0-9_.-]+|\[[0-9a-f:.]+\])$/;

const parse = (text: string): URL | null => {
  try {
    return new URL(text);
  } catch {
    return null;
  }
};

/** Hosts that a visible text claims to lead to; words with a dot count only with a scheme, `www.`, or a common ending. */
const claimedHosts = (text: string): readonly string[] => {
  const plain = text
    .slice(0, 2000)
    .normalize("NFKC")
    .replace(/[\p{Cf}\p{Cc}]/gu, "");
  const claims = plain.matchAll(
    /([a-z][a-z0-9+.-]{0,20}:\/\/)?((?:[\p{L}\p{N}_-]{1,63}\.){1,10}\p{L}[\p{L}\p{N}-]{1,62})(?:[:/?#]\S*)?/giu,
  );
  return [...claims].flatMap(([, scheme, host = ""]) => {
    const ending = host.split(".").at(-1)?.toLowerCase() ?? "";
    if (scheme === undefined && !/^www\./i.test(host) && !COMMON_ENDINGS.has(ending)) return [];
    return [parse(`https://${host}`)?.hostname ?? host.toLowerCase()];
  });
};

const sameSite = (claimed: string, host: string): boolean =>
  claimed.replace(/^www\./, "") === host.replace(/^www\./, "");

const warningsFor = (url: URL, visibleText: string): readonly LinkWarning[] => {
  const warnings: LinkWarning[] = [];
  if (claimedHosts(visibleText).some((claimed) => !sameSite(claimed, url.hostname))) warnings.push("text-mismatch");
  if (/(?:^|\.)xn--/.test(url.hostname)) warnings.push("international-host");
  if (url.hostname.startsWith("[") || /^\d+\.\d+\.\d+\.\d+$/.test(url.hostname)) warnings.push("ip-address");
  if (url.port !== "") warnings.push("unusual-port");
  return warnings;
};

/**
 * Decides a link of a message or document (L01–L03): https only, no credentials, backslash, control or hidden character;
 * what is opened is the re-serialised URL, never the text received. Whatever is refused may still be copied as text.
 */
export const linkVerdict = (href: string, visibleText = ""): LinkVerdict => {
  if (href.length > 2000) return { kind: "refused", code: "too-long" };
  if (/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(href)) return { kind: "refused", code: "control" };
  const text = href.trim();
  if (!/^https:/i.test(text)) return { kind: "refused", code: "scheme" };
  if (text.includes("\\")) return { kind: "refused", code: "backslash" };
  const authority = /^https:\/\/([^/?#]+)/i.exec(text)?.[1];
  // Parsers repair `https:host` and `https:///host`; a person does not read them so.
  if (authority === undefined || /\s/.test(text)) return { kind: "refused", code: "malformed" };
  if (authority.includes("@") || /%40/i.test(authority)) return { kind: "refused", code: "credentials" };
  const url = parse(text);
  if (url === null || url.protocol !== "https:" || !HOST.test(url.hostname))
    return { kind: "refused", code: "malformed" };
  return { kind: "openable", url: url.href, host: url.host, warnings: warningsFor(url, visibleText) };
};
