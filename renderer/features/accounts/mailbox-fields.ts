import type { Input } from "#shared/contract/index";
import type { CodePlace } from "#shared/domain/sync";
import type { FromLabel } from "#shared/rules/from-label";
import { readCode } from "#shared/rules/one-time-code";
import type { Application } from "./application-access";
import type { Details } from "./mailbox-details";

/** What is asked of a mailbox. */
export type MailboxFields = Omit<Input<"mailboxes.add">, "environmentId">;

/** How a mailbox that is no software's is opened, and what the person typed for it. */
export type Opening = {
  readonly way: "psc" | "code" | "link";
  readonly login: string;
  readonly place: CodePlace;
  readonly password: string;
  readonly code: string;
  readonly link: LinkFields;
};

/** What the operator gave the person for its own provider, and who is asked there. */
export type LinkFields = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly hint: "address" | "telephone";
  readonly telephone: string;
  /** Two digits go with the request, to be compared. */
  readonly digits: boolean;
};

/** By Pro Santé Connect unless chosen otherwise; the code right behind the password, as most servers want it. */
export const OPENING: Opening = {
  way: "psc",
  login: "",
  place: "after",
  password: "",
  code: "",
  link: { issuer: "", clientId: "", clientSecret: "", hint: "address", telephone: "", digits: false },
};

/** What was typed of an opening, to be corrected or tried another way; a password and a code are typed again. */
export function openingOf({ address, auth, clientSecret = "" }: MailboxFields, way: Opening["way"]): Opening {
  if (auth?.kind === "code")
    return { ...OPENING, way, login: auth.login === address ? "" : auth.login, place: auth.place };
  if (auth?.kind !== "operator-ciba") return { ...OPENING, way };
  const { issuer, clientId, hint, login } = auth;
  const telephone = hint === "telephone" ? login : "";
  return { ...OPENING, way, link: { issuer, clientId, clientSecret, hint, telephone, digits: auth.digits === true } };
}

/** An https address without more than a path; main decides which hosts are trusted. */
export const isIssuer = (typed: string): boolean => /^https:\/\/[^\s/?#@:]+(?:\/[^\s?#]*)?$/u.test(typed.trim());

/** A telephone number as typed (`06 12 34 56 78`) in its digits and its sign alone; null for anything else. */
export function readTelephone(typed: string): string | null {
  const number = typed.replaceAll(/[\s\u00a0\u202f.()-]/gu, "");
  return /^\+?\d{6,15}$/u.test(number) ? number : null;
}

/** What a password and a code are given as; null while something is missing. */
export function givenCode(
  { place, password, code }: Pick<Opening, "place" | "password" | "code">,
  withPassword: boolean,
) {
  if (place === "alone") return code.trim() === "" ? null : { password: null, code };
  const digits = readCode(code);
  if (digits === null || (withPassword && password === "")) return null;
  return { password: withPassword ? password : null, code: digits };
}

const ADDRESS = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/u;

/** True for what looks like an address; main decides. */
export const isAddress = (typed: string): boolean => ADDRESS.test(typed);

/** The form as main wants it; null while something is missing, which the fields then say. */
export function mailboxFields(form: {
  readonly address: string;
  readonly details: Details;
  readonly label: FromLabel;
  readonly application: Application;
  readonly opening: Opening;
}): MailboxFields | null {
  const { address, details, label, application, opening } = form;
  if (!isAddress(address) || !label.ok) return null;
  const base = { address, name: details.name, kind: details.kind, fromLabel: label.label };
  if (details.kind === "APP")
    return application.certificate === null ? null : { ...base, auth: { kind: "certificate", sasl: application.sasl } };
  if (opening.way === "psc") return base;
  if (opening.way === "link") {
    const byLink = linkFields(opening.link, address);
    return byLink === null ? null : { ...base, ...byLink };
  }
  const secret = givenCode(opening, true);
  const login = opening.login.trim() || address;
  return secret === null ? null : { ...base, auth: { kind: "code", login, place: opening.place }, secret };
}

function linkFields(typed: LinkFields, address: string): Pick<MailboxFields, "auth" | "clientSecret"> | null {
  const [issuer, clientId] = [typed.issuer.trim(), typed.clientId.trim()];
  const login = typed.hint === "address" ? address : readTelephone(typed.telephone);
  if (!isIssuer(issuer) || clientId === "" || typed.clientSecret === "" || login === null) return null;
  return {
    auth: {
      kind: "operator-ciba",
      issuer,
      clientId,
      hint: typed.hint,
      login,
      ...(typed.digits ? { digits: true as const } : {}),
    },
    clientSecret: typed.clientSecret,
  };
}
