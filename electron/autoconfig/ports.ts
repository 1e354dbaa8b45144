/** One HTTPS GET under the environment's resolver and authorities; redirects are not followed. */
export type FetchDocument = (exchange: {
  readonly url: string;
  readonly method: "GET";
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly maxBytes: number;
}) => Promise<FetchedDocument>;

/** What came back; `code` as the network says it, `certificate` when the server was not trusted. */
export type FetchedDocument =
  | { readonly ok: true; readonly status: number; readonly body: Uint8Array }
  | { readonly ok: false; readonly code: string; readonly certificate?: string };

/** What the environment says of a host: mapped by it, to be asked of DNS, or never reached. */
export type KnownHost = (host: string, port: number) => "mapped" | "dns" | "refused";

/** Epoch milliseconds. */
export type Now = () => number;
