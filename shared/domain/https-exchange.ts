/** One HTTPS exchange, made under the environment's resolver and authorities; redirects are never followed. `timeoutMs` bounds the whole of it. */
export type HttpsExchange = {
  readonly url: string;
  readonly method: "GET" | "HEAD" | "POST" | "DELETE";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
  readonly maxBytes: number;
  readonly signal?: AbortSignal;
};

/** What came back; `code` is `untrusted` when the server's certificate was refused, `certificate` saying why. */
export type HttpsAnswer<Code extends string = string, Certificate extends string = string> =
  | {
      readonly ok: true;
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: Uint8Array;
    }
  | { readonly ok: false; readonly code: Code; readonly certificate?: Certificate };

/** Makes one exchange; never rejects. */
export type HttpsRequest = (exchange: HttpsExchange) => Promise<HttpsAnswer>;
