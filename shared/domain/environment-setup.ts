/** The environments that a person may choose for her own mailboxes; the demonstration is not one of them. */
export type EnvironmentBase = "production" | "bas" | "custom";

/** What is typed of an environment; the last six are of the custom one alone, where nothing is published. Empty: not set. */
export type EnvironmentFields = {
  /** Client of Pro Santé Connect, as declared for this product. */
  readonly clientId: string;
  /** How the client proves itself: a secret, or a certificate (mTLS, RFC 8705). */
  readonly proof: "secret" | "certificate";
  /** The vendor's relay, which then holds the proof in the client's place. */
  readonly relayUrl: string;
  readonly nil: string;
  readonly issuer: string;
  /** Discovery page; that of OpenID under the issuer when empty. */
  readonly discoveryUrl: string;
  /** Who signs the certificate of the sign-in server: a public authority, or the imported ones. */
  readonly authority: "public" | "anchors";
  /** Domains of the space of trust, with spaces or commas. */
  readonly trustedDomains: string;
  /** One fixed place a line: `name:port = address:port`. */
  readonly hosts: string;
  readonly ldap: string;
  readonly fhir: string;
};

/** An authority as the settings show it, so that a person can compare it with what is published. `sha256` is hexadecimal with colons. */
export type AnchorView = {
  readonly subject: string;
  readonly sha256: string;
  readonly validTo: string;
  readonly selfSigned: boolean;
};

/** What an environment still lacks, and what cannot be done without it. */
export type MissingPiece = "issuer" | "client-id" | "client-proof" | "anchors" | "nil";

/** One environment as its page sees it: never a secret, only whether there is one. */
export type SetupView = {
  readonly fields: EnvironmentFields;
  readonly hasSecret: boolean;
  /** The certificate that was imported. */
  readonly certificate: { readonly subject: string; readonly validTo: string } | null;
  readonly anchors: readonly AnchorView[];
  readonly missing: readonly MissingPiece[];
  /** Address to declare for the return of the browser. */
  readonly returnsTo: string;
};

/** All of them; `editable` false where this build was pointed at servers by other means. */
export type EnvironmentsView = {
  readonly active: EnvironmentBase;
  readonly editable: boolean;
  readonly setups: Readonly<Record<EnvironmentBase, SetupView>>;
};
