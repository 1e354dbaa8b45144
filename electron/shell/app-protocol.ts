import { extname, join, normalize, sep } from "node:path";
import { protocol, type Session } from "electron";
import { readPageFile } from "./read-page-file";

/** Before `ready`: the application's own scheme, the only one its pages ever load. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: "app", privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/**
 * Serves the built pages under `app://ui/` with their CSP; any other host or path answers 404. By the older form of the registration: `handle`
 * makes main read the whole of Node's `fetch` before it can answer the first page, and a stream of each file.
 */
export function serveApp(session: Session, root: string): void {
  session.protocol.registerBufferProtocol("app", (request, callback) => {
    const file = fileOf(request.url, root);
    if (file === null) return callback(NOT_FOUND);
    void readPageFile(file).then((data) => callback(data === null ? NOT_FOUND : { data, headers: headersFor(file) }));
  });
}

/** CSP of the pages: nothing but what the application ships; pictures of mail come as data. */
export const PAGE_CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; frame-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'";

/** CSP of the message frame: no script, no request, styles of the message only (design of the message frame). */
export const FRAME_CSP =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-src 'none'; frame-ancestors 'self'; sandbox allow-same-origin";

/** The file that an address stands for, inside the root only; null for anything else. */
export function fileOf(url: string, root: string): string | null {
  let parsed: URL;
  let path: string;
  try {
    parsed = new URL(url);
    path = decodeURIComponent(parsed.pathname);
  } catch {
    return null;
  }
  if (parsed.protocol !== "app:" || parsed.host !== "ui" || path.includes("\0") || path.includes("\\")) return null;
  const file = normalize(join(root, path === "/" ? "index.html" : path));
  return file.startsWith(root + sep) ? file : null;
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
  ".woff": "font/woff",
  ".json": "application/json",
  ".wasm": "application/wasm",
  ".bcmap": "application/octet-stream",
};

function headersFor(file: string): Record<string, string> {
  const extension = extname(file);
  const headers: Record<string, string> = {
    "content-type": TYPES[extension] ?? "application/octet-stream",
    "x-content-type-options": "nosniff",
  };
  if (extension === ".html") headers["content-security-policy"] = file.endsWith("frame.html") ? FRAME_CSP : PAGE_CSP;
  return headers;
}

const NOT_FOUND = {
  statusCode: 404,
  data: Buffer.alloc(0),
  headers: { "content-security-policy": "default-src 'none'" },
};
