import { ResultCodeError } from "ldapts";
import { DirectoryError } from "../failure";
import type { FindDestination } from "../ports";
import { type ConfirmServer, type DirectoryClient, directoryClient, protect } from "./client";
import type { OpenClient } from "./lane";

const START_TLS = "1.3.6.1.4.1.1466.20037";

/** Where the directory is and how it must be reached. `startTls`: `always`, `never`, or `offered`: as the server's root entry says, once and for all. */
export type LdapAddress = {
  readonly url: string;
  readonly destination: FindDestination;
  readonly ca: readonly string[];
  readonly startTls: "always" | "offered" | "never";
  readonly connectTimeoutMs: number;
  readonly confirm: ConfirmServer;
};

/** Makes the opener of a lane: connects, protects with StartTLS where it must; once protected, this directory is never asked in clear again. */
export function clientOpener(
  address: LdapAddress,
  protection: { always: boolean | undefined },
): (timeoutMs: number) => OpenClient {
  return (timeoutMs) => async () => {
    const url = ldapUrl(address.url);
    const secure = url.protocol === "ldaps:";
    const place = await address.destination(url.hostname, url.port === "" ? (secure ? 636 : 389) : Number(url.port));
    if (!place.ok) throw new DirectoryError("unreachable");
    const { ca, connectTimeoutMs, confirm } = address;
    const whole = {
      host: url.hostname,
      secure,
      address: place.address,
      port: place.port,
      ca,
      timeoutMs,
      connectTimeoutMs,
      confirm,
    };
    const client = await directoryClient(whole);
    try {
      protection.always ??=
        !secure && (address.startTls === "always" || (address.startTls === "offered" && (await offers(client))));
      if (protection.always) await protect(client, whole);
      return { client, reusable: !protection.always };
    } catch (error) {
      await client.unbind().catch(() => undefined);
      throw error;
    }
  };
}

async function offers(client: DirectoryClient): Promise<boolean> {
  const root = { scope: "base" as const, sizeLimit: 1, attributes: ["supportedExtension"] };
  // A server without a root entry offers nothing; a lost connection is no answer, and no reason to go on in clear.
  const { searchEntries } = await client.search("", root).catch((error: unknown) => {
    if (error instanceof ResultCodeError) return { searchEntries: [] };
    throw error;
  });
  return searchEntries.some(({ supportedExtension }) =>
    [supportedExtension].flat().some((each) => String(each) === START_TLS),
  );
}

function ldapUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !["ldap:", "ldaps:"].includes(url.protocol) || url.hostname === "")
    throw new DirectoryError("refused");
  return url;
}
