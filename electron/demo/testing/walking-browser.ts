import { request as httpRequest } from "node:http";

/** What a page showed on the way: the sign-in page, and the last page. */
export type Walk = { readonly shown: string; readonly last: string };

/**
 * A browser as a person holds it, over plain HTTP on loopback: follows redirects, keeps cookies, shows the sign-in page and sends the button that
 * was chosen (`answer`: an identifier, or "deny").
 */
export async function walk(start: string, answer: string): Promise<Walk> {
  const jar = new Map<string, string>();
  let shown = "";
  let next: { readonly url: string; readonly form?: string } = { url: start };
  for (let hop = 0; hop < 12; hop += 1) {
    const page = await visit(next.url, jar, next.form);
    if (page.location !== undefined) next = { url: new URL(page.location, next.url).href };
    else if (page.text.includes('<form method="post">') && next.form === undefined) {
      shown = page.text;
      next = { url: next.url, form: new URLSearchParams({ answer }).toString() };
    } else return { shown, last: page.text };
  }
  throw new Error("too many steps");
}

function visit(url: string, jar: Map<string, string>, form: string | undefined) {
  return new Promise<{ readonly location: string | undefined; readonly text: string }>((resolve, reject) => {
    const headers = {
      // A person's browser says that it is going there; a page that fetches says otherwise.
      "sec-fetch-mode": "navigate",
      cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; "),
      ...(form === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" }),
    };
    const method = form === undefined ? "GET" : "POST";
    httpRequest(url, { method, headers, agent: false }, (incoming) => {
      for (const cookie of incoming.headers["set-cookie"] ?? []) {
        const [, name = "", value = ""] = /^([^=]+)=([^;]*)/u.exec(cookie) ?? [];
        jar.set(name, value);
      }
      let text = "";
      incoming.setEncoding("utf8").on("data", (part: string) => (text += part));
      incoming.on("end", () => resolve({ location: incoming.headers.location, text }));
    })
      .on("error", reject)
      .end(form);
  });
}
