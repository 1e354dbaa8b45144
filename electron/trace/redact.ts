/** Longest text that is looked at; the rest is dropped. */
const LONGEST = 4000;

type Rule = readonly [pattern: RegExp, replacement: string];

const RULES: readonly Rule[] = [
  // Secrets first: what follows must not cut them into harmless-looking pieces.
  [/\b(Bearer|Basic|XOAUTH2|OAUTHBEARER)\s+[^\s"',;]+/giu, "$1 [token]"],
  [/\b(AUTH(?:ENTICATE)?\s+(?:PLAIN|LOGIN|EXTERNAL))\s+[^\s"',;]+/giu, "$1 [token]"],
  [/\b(LOGIN)\s+("[^"]*"|\S+)\s+("(?:[^"\\]|\\.)*"|\S+)/gu, "$1 [token]"],
  [
    /\b(auth|access_token|refresh_token|id_token|client_secret|code|token|password|passphrase|pin|key)(\s*[=:]\s*)[^\s"'&,;]+/giu,
    "$1$2[token]",
  ],
  [/\beyJ[\w-]*(?:\.[\w-]*){0,4}/gu, "[token]"],
  [/[A-Za-z0-9+/_-]{40,}={0,2}/gu, "[token]"],
  // Local parts name people, a patient's is the matricule itself; the domain helps and names nobody.
  [/[^\s@<>"'(),;:[\]]{1,64}@([A-Za-z0-9.-]{1,253})/gu, "[address]@$1"],
  [/(?<![\dA-Za-z])[1-478](?:[\s\u00A0\u202F.-]?[\dAB]){12}(?:[\s\u00A0\u202F.-]?\d){2}(?![\dA-Za-z])/giu, "[ins]"],
  [/(?<!\d)8?\d(?:[\s\u00A0\u202F.-]?\d){9,11}(?!\d)/gu, "[rpps]"],
  [/\bfile:\/\/[^\s"']*/giu, "[path]"],
  [/(https?:\/\/[^\s/?#"']+)[^\s"']*/giu, "$1/[path]"],
  [/(?:\b[A-Za-z]:\\|\\\\|~\/|(?<![\w/.])\/(?=[\w.]))[^\s"'«»:;,()]*/gu, "[path]"],
  [/"[^"]*"|«[^»]*»|“[^”]*”|(?<![\p{L}\p{N}])'[^']*'/gu, "[quoted]"],
];

/** Takes out of a text of ours everything that could name a person, a place on disk or a secret; applied to every line of the technical log. */
export function redact(text: string): string {
  let out = text
    .slice(0, LONGEST)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/\p{Cf}+/gu, "");
  for (const [pattern, replacement] of RULES) out = out.replace(pattern, replacement);
  return out;
}
