import { generateKeyPairSync } from "node:crypto";
import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:https";
import { basename, join } from "node:path";
import { createPki } from "../../../electron/demo/pki/pki";

const HOST = "mises-a-jour.demo.mssante.fr";

/** An address of updates on loopback: a plain server of files that knows parts of them (RFC 9110 §14), and a key made for the test. */
export type UpdateAddress = {
  /** What the packager writes for it. */
  readonly configuration: object;
  /** The key that signs, PEM. */
  readonly pem: string;
  /** The folder that it serves. */
  folder: string;
  readonly stop: () => void;
};

/** Opens it under an authority that only the package trusts. */
export async function openUpdateAddress(): Promise<UpdateAddress> {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const pki = await createPki({ now: () => new Date() });
  const { certPem, keyPem } = await pki.issue([HOST]);
  const server = createServer({ cert: certPem, key: keyPem }, ({ url = "", headers }, response) => {
    const file = join(address.folder, basename(url));
    const size = statSync(file, { throwIfNoEntry: false })?.size;
    if (size === undefined) return void response.writeHead(404).end();
    const [, start, end] = /^bytes=(\d+)-(\d+)$/u.exec(headers.range ?? "") ?? [];
    if (start === undefined || end === undefined) return void createReadStream(file).pipe(response);
    response.writeHead(206, { "content-range": `bytes ${start}-${end}/${size}` });
    createReadStream(file, { start: Number(start), end: Number(end) }).pipe(response);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as { readonly port: number };
  const address: UpdateAddress = {
    configuration: {
      address: `https://${HOST}/`,
      keys: [Buffer.from(String(publicKey.export({ format: "jwk" })["x"]), "base64url").toString("base64")],
      anchors: [pki.anchorPem],
      hosts: { [HOST]: { address: "127.0.0.1", port } },
    },
    pem: String(privateKey.export({ type: "pkcs8", format: "pem" })),
    folder: "",
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return address;
}
