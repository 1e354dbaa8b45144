import { MES_DOMAIN } from "./ins";

/** Why an address is refused. */
export type AddressFault =
  | "empty"
  | "control"
  | "invisible"
  | "not-ascii"
  | "quoted"
  | "comment"
  | "no-at"
  | "several-at"
  | "local"
  | "domain"
  | "too-long";

/** A recipient address: local part as written, domain in lower case. */
export type ParsedAddress =
  | { readonly ok: true; readonly address: string; readonly local: string; readonly domain: string }
  | { readonly ok: false; readonly code: AddressFault };

const DOT_ATOM = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

const isDomain = (domain: string): boolean => {
  const labels = domain.split(".");
  // A last label of digits would be an IP address.
  return (
    domain.length <= 253 &&
    labels.length >= 2 &&
    labels.every((label) => LABEL.test(label)) &&
    !/^\d+$/.test(labels.at(-1) ?? "")
  );
};

const faultOf = (text: string): AddressFault | null => {
  if (text === "") return "empty";
  if (text.length > 254) return "too-long";
  if (/\p{Cc}/u.test(text)) return "control";
  if (/[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(text)) return "invisible";
  if (/[^ -~]/.test(text)) return "not-ascii";
  if (text.includes('"') || text.includes("\\")) return "quoted";
  if (/[()]/.test(text)) return "comment";
  const ats = text.split("@").length - 1;
  return ats === 0 ? "no-at" : ats > 1 ? "several-at" : null;
};

/**
 * Reads one bare addr-spec (RFC 5321, dot-atom and host name only) as a recipient is typed; spaces around are dropped.
 * Quoted local parts, comments, IP literals and anything outside ASCII are refused, so that what is shown is where it goes.
 */
export const parseAddress = (raw: string): ParsedAddress => {
  if (raw.length > 1000) return { ok: false, code: "too-long" };
  const text = raw.replace(/^ +| +$/g, "");
  const fault = faultOf(text);
  if (fault !== null) return { ok: false, code: fault };
  const at = text.indexOf("@");
  const local = text.slice(0, at);
  const domain = text.slice(at + 1).toLowerCase();
  if (local.length > 64 || !DOT_ATOM.test(local)) return { ok: false, code: "local" };
  if (!isDomain(domain)) return { ok: false, code: "domain" };
  return { ok: true, address: `${local}@${domain}`, local, domain };
};

/** Domains under which every box is a professional's. */
export const TRUSTED_DOMAINS: readonly string[] = ["mssante.fr"];

/** Whether a domain is one of `parents` or under one of them, on a dot boundary. */
export const isUnder = (domain: string, parents: readonly string[]): boolean =>
  parents.some((parent) => domain === parent.toLowerCase() || domain.endsWith(`.${parent.toLowerCase()}`));

/** Who writes from this address (ECO.3.1.1); an address that is not plain is `other`. */
export const senderKind = (
  address: string,
  trustedDomains: readonly string[] = TRUSTED_DOMAINS,
): "patient" | "professional" | "other" => {
  const parsed = parseAddress(address);
  if (!parsed.ok) return "other";
  if (parsed.domain === MES_DOMAIN) return "patient";
  return isUnder(parsed.domain, trustedDomains) ? "professional" : "other";
};

const WITHIN = /[^\s@<>"'(),;:[\]]{1,64}\s?@\s?[^\s@<>"'(),;:[\]]{1,253}/gu;

/** Whether a display name holds an address that is not the real one (M01): the reader would trust the wrong one. */
export const displayNameConflict = (name: string, address: string): boolean => {
  const seen = name
    .slice(0, 1000)
    .normalize("NFKC")
    .replace(/[\p{Cf}\p{Cc}]/gu, "")
    .toLowerCase();
  const found = seen.match(WITHIN) ?? [];
  const real = address.trim().toLowerCase();
  return found.some((one) => one.includes(".") && one.replace(/\s/g, "").replace(/\.+$/, "") !== real);
};
