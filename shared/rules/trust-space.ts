import { isUnder, TRUSTED_DOMAINS } from "./address";
import { MES_DOMAIN } from "./ins";

/** Domains of the espace de confiance as read from the « liste blanche » on a given ISO date. */
export type WhiteList = { readonly domains: readonly string[]; readonly asOf: string };

const FRESH_DAYS = 7;
const DAY = 86_400_000;

/** Whether the list is at most seven days old; a date ahead by more than a day is not believed. */
export const isFresh = (list: WhiteList, now: number): boolean => {
  const age = now - Date.parse(list.asOf);
  return age <= FRESH_DAYS * DAY && age >= -DAY;
};

/** The list holds some names in Unicode; addresses carry them in punycode. */
const asciiDomain = (domain: string): string => {
  try {
    return new URL(`https://${domain.trim()}`).hostname;
  } catch {
    return "";
  }
};

/**
 * Whether a domain may receive: a fresh list decides alone; with an old list or none, what it holds and what ends in `.mssante.fr`
 * are accepted. Boxes of patients always are: their domain is fixed by the référentiel.
 */
export const isInTrustSpace = (domain: string, list: WhiteList | undefined, now: number): boolean => {
  if (domain === MES_DOMAIN) return true;
  const listed = domain !== "" && list !== undefined && list.domains.some((one) => asciiDomain(one) === domain);
  if (listed) return true;
  return (list === undefined || !isFresh(list, now)) && isUnder(domain, TRUSTED_DOMAINS);
};
