import { createHash } from "node:crypto";
import type { DemoPerson } from "./person";

const STYLE = `:root{color-scheme:light dark;--paper:#fff;--wash:#f6f7f5;--line:#7f8b86;--ink:#1c2623;--ink-2:#55625d;--brand:#0b5a54}
@media (prefers-color-scheme:dark){:root{--paper:#161b1a;--wash:#101413;--line:#6b7874;--ink:#eaf0ee;--ink-2:#a8b5b0;--brand:#6fcabf}}
body{margin:0;min-height:100vh;display:grid;place-items:center;background:var(--wash);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{box-sizing:border-box;width:min(32rem,calc(100vw - 32px));margin:16px;padding:32px;background:var(--paper);border-radius:12px}
h1{margin:0 0 8px;font-size:24px;color:var(--brand)}p{margin:0 0 20px;color:var(--ink-2)}
form{display:grid;gap:8px}button{min-height:44px;padding:8px 14px;border:1px solid var(--line);border-radius:8px;background:none;color:inherit;font:inherit;text-align:start;cursor:pointer}
button[value=deny]{margin-top:12px;text-align:center}`;

/** Sent with the page: no script, one style; no `form-action`, which browsers also apply to where the answer leads next. */
export const SIGN_IN_PAGE_HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": `default-src 'none'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'; base-uri 'none'; frame-ancestors 'none'`,
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
} as const;

/** The make-believe sign-in page: who of the demonstration signs in, or nobody. It says what it is, so that nobody takes it for the real one. */
export function signInPage(people: readonly DemoPerson[]): string {
  const buttons = people.map(
    ({ idNat, givenName, familyName }) =>
      `<button name="answer" value="${escape(idNat)}">${escape(`${givenName} ${familyName}`)}</button>`,
  );
  return `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Connexion de démonstration</title><style>${STYLE}</style></head>
<body><main><h1>Connexion de démonstration</h1><p>Cette page joue le rôle de celle de Pro Santé Connect, où l’on s’identifie avec sa carte ou son e-CPS. Personne ici n’existe. Qui se connecte ?</p>
<form method="post">${buttons.join("")}<button name="answer" value="deny">Refuser</button></form></main></body></html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escape = (text: string): string => text.replaceAll(/[&<>"]/gu, (sign) => ENTITIES[sign] ?? "");
