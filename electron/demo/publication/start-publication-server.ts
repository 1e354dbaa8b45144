import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import { createHash } from "node:crypto";
import { listen } from "../listen";
import type { DirectoryEntry } from "../world/directory-population";
import { extractionArchive } from "./extraction-file";

/** Switches read at each request: `ranges` off answers everything whole; `cutAfter` closes the connection after so many bytes of a body. */
export type PublicationFaults = { ranges: boolean; cutAfter: number | null };

/** The running server; reached as its public name through the environment's map. `asked`: the ranges asked for, in order. */
export type PublicationServer = {
  readonly port: number;
  readonly faults: PublicationFaults;
  readonly asked: readonly string[];
  close(): Promise<void>;
};

/** Path of the extraction on the national directory's server. */
export const EXTRACTION_PATH = "/annuaire-sante-webservices/V300/services/extraction/Extraction_Correspondance_MSSante";
/** Path of the operators' white list. */
export const WHITE_LIST_PATH = "/listeblanchemssante.xml";

/** Starts what is published without an account: the daily extraction of mailboxes (GET, HEAD, ranges) and the white list of the espace de confiance. */
export async function startPublicationServer(options: {
  readonly tls: { readonly certPem: string; readonly keyPem: string };
  readonly entries: readonly DirectoryEntry[];
  readonly domains: readonly string[];
  readonly now: () => Date;
}): Promise<PublicationServer> {
  const faults: PublicationFaults = { ranges: true, cutAfter: null };
  const asked: string[] = [];
  const archive = dailyArchive(options);
  const server = createServer(
    { cert: options.tls.certPem, key: options.tls.keyPem, minVersion: "TLSv1.2" },
    (request, response) => {
      if (request.url === WHITE_LIST_PATH) {
        response.writeHead(200, { "content-type": "application/xml" }).end(whiteListXml(options.domains));
      } else if (request.url === EXTRACTION_PATH) {
        asked.push(`${request.method} ${request.headers.range ?? ""}`.trim());
        archive().then(
          (file) => send(request, response, file, faults),
          () => response.writeHead(500).end(),
        );
      } else response.writeHead(404).end();
    },
  );
  const port = await listen(server);
  return {
    port,
    faults,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type Archive = { readonly stamp: string; readonly bytes: Uint8Array; readonly tag: string };

/** The extraction of the day, deposited at 02:30 UTC; made once a day. */
function dailyArchive({ entries, now }: { readonly entries: readonly DirectoryEntry[]; readonly now: () => Date }) {
  let made: Promise<Archive> | null = null;
  let of = "";
  return (): Promise<Archive> => {
    const night = new Date(now().getTime() - 2.5 * 3_600_000);
    const stamp = `${night.toISOString().slice(0, 10).replaceAll("-", "")}0230`;
    if (made !== null && of === stamp) return made;
    of = stamp;
    made = extractionArchive(entries, stamp).then((bytes) => ({
      stamp,
      bytes,
      tag: `"${createHash("sha256").update(bytes).digest("hex").slice(0, 16)}"`,
    }));
    return made;
  };
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  { stamp, bytes, tag }: Archive,
  faults: PublicationFaults,
): void {
  const [, from, to] = /^bytes=(\d+)-(\d+)$/u.exec(request.headers.range ?? "") ?? [];
  const ranged = faults.ranges && from !== undefined && to !== undefined;
  const start = ranged ? Number(from) : 0;
  const end = ranged ? Math.min(Number(to) + 1, bytes.length) : bytes.length;
  const headers = {
    "content-type": "application/zip",
    "content-disposition": `attachment; filename="Extraction_Correspondance_MSSante_${stamp}.zip"`,
    etag: tag,
  };
  if (request.method !== "GET" && request.method !== "HEAD") return void response.writeHead(405).end();
  if (request.method === "HEAD") return void response.writeHead(200, headers).end();
  if (start >= bytes.length) return void response.writeHead(416, headers).end();
  const body = bytes.subarray(start, end);
  response.writeHead(ranged ? 206 : 200, {
    ...headers,
    "content-length": body.length,
    ...(ranged ? { "content-range": `bytes ${start}-${end - 1}/${bytes.length}` } : {}),
  });
  if (faults.cutAfter === null) return void response.end(body);
  response.write(body.subarray(0, faults.cutAfter), () => response.destroy());
}

const whiteListXml = (domains: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<n:ListeBlanche xmlns:n="https://listeblanche.mssante.fr/schema">
${domains.map((domain) => `  <n:Domaine><n:Nom>${domain}</n:Nom></n:Domaine>`).join("\n")}
</n:ListeBlanche>
`;
