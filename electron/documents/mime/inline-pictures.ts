import { decodeEntities } from "#shared/rules/html-entities";
import { readHtml } from "#shared/rules/html-tokens";
import { LIMITS } from "./mime-limits";
import { contentOf, type MimeNode } from "./mime-tree";
import { rasterType } from "./raster";

/**
 * HTML with the pictures that its `img` elements name by `cid:` written in as data URLs: PNG, JPEG, GIF and WebP by their bytes,
 * within `LIMITS`. A cid anywhere else, of another kind of part, or over the limits stays as it is and shows nothing (H12).
 */
export function inlinePictures(
  html: string,
  parts: readonly MimeNode[],
): { readonly html: string; readonly used: ReadonlySet<MimeNode> } {
  const byId = new Map(parts.map((part) => [contentId(part), part]));
  const urls = new Map<MimeNode, string | null>();
  const used = new Set<MimeNode>();
  if (!/cid:/i.test(html) || byId.size === 0) return { html, used };
  let out = "";
  let last = 0;
  let spent = 0;
  for (const token of readHtml(html)) {
    if (token.kind !== "open" || token.name !== "img") continue;
    const src = token.attributes.find(({ name }) => name === "src");
    const part = src && byId.get(referred(src.value));
    if (!src || !part) continue;
    const url = urls.get(part) ?? pictureUrl(part);
    urls.set(part, url);
    // Each mention costs its whole size: a thousand mentions of one picture must not swell the message.
    if (url === null || spent + url.length > (LIMITS.picturesBytes * 4) / 3) continue;
    spent += url.length;
    used.add(part);
    const bare = html[src.start - 1] !== '"' && html[src.start - 1] !== "'";
    out += html.slice(last, src.start) + (bare ? `"${url}"` : url);
    last = src.end;
  }
  return { html: out + html.slice(last), used };
}

/** Content-ID of a part without its angle brackets, or an empty string. */
export function contentId(part: MimeNode): string {
  return part.fields.first("content-id").trim().replace(/^</, "").replace(/>$/, "").slice(0, 500);
}

function referred(value: string): string {
  const match = /^\s*cid:(\S{1,500})\s*$/i.exec(decodeEntities(value.slice(0, 1_000)));
  try {
    return decodeURIComponent(match?.[1] ?? "") || "\0";
  } catch {
    return match?.[1] ?? "\0";
  }
}

function pictureUrl(part: MimeNode): string | null {
  if (part.body.length > LIMITS.pictureBytes * 1.5) return null;
  const bytes = contentOf(part);
  const type = rasterType(bytes);
  if (!type || bytes.length > LIMITS.pictureBytes) return null;
  return `data:${type};base64,${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64")}`;
}
