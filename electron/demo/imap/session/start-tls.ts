import type { Socket } from "node:net";
import type { SecureContext } from "node:tls";
import { TLSSocket, createSecureContext } from "node:tls";
import { ConnectionClosed } from "../wire/byte-reader";

/** Private key and certificate chain in PEM, the server's own certificate first. */
export type TlsIdentity = { readonly key: string; readonly cert: string };

/** A TLS 1.2 context with the two ECDHE-GCM suites of the API LPS that every runtime of ours has. */
export function tlsContext(identity: TlsIdentity): SecureContext {
  return createSecureContext({
    key: identity.key,
    cert: identity.cert,
    minVersion: "TLSv1.2",
    maxVersion: "TLSv1.2",
    ciphers: "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-RSA-AES128-GCM-SHA256",
    honorCipherOrder: true,
  });
}

/** Puts TLS on an accepted socket (RFC 3501 §6.2.1); rejects with ConnectionClosed where the handshake fails or lasts. */
export function upgradeToTls(socket: Socket, secureContext: SecureContext, timeoutMs: number): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const secured = new TLSSocket(socket, { isServer: true, secureContext });
    const fail = (): void => {
      clearTimeout(timer);
      secured.destroy();
      socket.destroy();
      reject(new ConnectionClosed());
    };
    const timer = setTimeout(fail, timeoutMs);
    secured.once("error", fail);
    secured.once("close", fail);
    secured.once("secure", () => {
      clearTimeout(timer);
      secured.off("error", fail);
      secured.off("close", fail);
      resolve(secured);
    });
  });
}
