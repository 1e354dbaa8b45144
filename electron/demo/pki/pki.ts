import { X509Certificate } from "node:crypto";
import { type CertificateRequest, type PublishedAt, signCertificate } from "./certificate";
import { type KeyPair, makeKeyPair, restoreKeyPair } from "./keys";
import { answerOcsp, type OcspStatus } from "./ocsp-answer";
import { signRevocationList } from "./revocation-list";

const ROOT_NAME = "C=FR, O=DEMO SANS VALEUR, OU=DEMO, CN=Pli AC DEMO RACINE";
const ORG_NAME = "C=FR, O=DEMO SANS VALEUR, OU=DEMO, CN=Pli AC DEMO ORG";
const YEAR_MS = 365 * 86_400_000;
const RENEW_BEFORE_MS = 30 * 86_400_000;

/** A server certificate (leaf, then intermediate) and its PKCS#8 key, both PEM. */
export type ServerIdentity = { readonly certPem: string; readonly keyPem: string };

/** Exceptions to the ordinary certificate, for tests of refusal. */
export type IssueOptions = {
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  readonly keyBits?: number;
  readonly publishedAt?: PublishedAt;
  readonly withoutIntermediate?: boolean;
  /** A responder the intermediate certified to answer OCSP in its place, instead of a server. */
  readonly ocspResponder?: boolean;
  /** What a client proves itself with instead of a server; the first name is its common name. */
  readonly client?: boolean;
};

/** One of the two authorities: the root signs the intermediate, `org` signs the servers. */
export type Signer = "root" | "org";

/** Where each authority publishes its list, and where OCSP is answered. */
export type Publication = { listUrl(signer: Signer): string; readonly ocspUrl?: string };

type PkiOptions = { readonly now: () => Date; readonly publication?: Publication };

/** The demonstration's throw-away authority: root, intermediate, and the server certificates it signs. */
export type Pki = {
  readonly anchorPem: string;
  readonly intermediatePem: string;
  /** A certificate for those DNS names; the same names give the same certificate until it is near its end. */
  issue(hostNames: readonly string[], options?: IssueOptions): Promise<ServerIdentity>;
  /** A CRL (DER) of the intermediate, or of the root, that lists the serials of these certificates. */
  revocationList(revokedPems: readonly string[], until: Date, by?: Signer): Promise<Uint8Array>;
  /** The OCSP answer (DER) to a question, signed by the intermediate, or the root; `statusOf` takes a serial in lower-case hexadecimal. */
  ocspAnswer(question: Uint8Array, statusOf: (serial: string) => OcspStatus, until: Date, by?: Signer): Uint8Array;
  /** Everything needed by `restorePki`, private keys included: fit only for the demonstration's own folder. */
  serialize(): string;
};

type Saved = { version: 1; root: Authority; org: Authority; issued: Record<string, ServerIdentity> };
type Authority = { certPem: string; keyPem: string };

/** Makes a new two-level authority, valid two years from `now()`; names in `hosts` get one certificate ready at once. */
export async function createPki(options: PkiOptions & { readonly hosts?: readonly string[] }): Promise<Pki> {
  const [root, org] = await Promise.all([makeKeyPair(), makeKeyPair()]);
  const period = validity(options.now());
  const rootPem = await signCertificate({
    ...period,
    subject: ROOT_NAME,
    issuer: ROOT_NAME,
    publicKey: root.keys.publicKey,
    signer: root.keys,
    purpose: { kind: "authority", pathLength: 1 },
  });
  const orgPem = await signCertificate({
    ...period,
    subject: ORG_NAME,
    issuer: ROOT_NAME,
    publicKey: org.keys.publicKey,
    signer: root.keys,
    purpose: { kind: "authority", pathLength: 0 },
    publishedAt: publishedBy("root", options.publication),
  });
  const saved: Saved = {
    version: 1,
    root: { certPem: rootPem, keyPem: root.privatePem },
    org: { certPem: orgPem, keyPem: org.privatePem },
    issued: {},
  };
  const pki = openPki(saved, { root, org }, options);
  if (options.hosts !== undefined && options.hosts.length > 0) await pki.issue(options.hosts);
  return pki;
}

/** The authority of an earlier `serialize()`; undefined when it is damaged, publishes elsewhere or ends within 30 days (make a new one). */
export async function restorePki(text: string, options: PkiOptions): Promise<Pki | undefined> {
  try {
    const saved = readSaved(text);
    const certificate = new X509Certificate(saved.org.certPem);
    const root = new X509Certificate(saved.root.certPem);
    if (!certificate.verify(root.publicKey) || !isFresh(saved.org.certPem, options.now())) return undefined;
    // One that says nowhere what it revoked, or elsewhere than today, is made again.
    const { ocspUrl } = options.publication ?? {};
    if (ocspUrl !== undefined && certificate.infoAccess?.includes(ocspUrl) !== true) return undefined;
    const signers = { root: await restoreKeyPair(saved.root.keyPem), org: await restoreKeyPair(saved.org.keyPem) };
    return openPki(saved, signers, options);
  } catch {
    return undefined;
  }
}

function openPki(saved: Saved, signers: Readonly<Record<Signer, KeyPair>>, { now, publication }: PkiOptions): Pki {
  const issued = new Map(Object.entries(saved.issued));
  const sign = async (hostNames: readonly string[], options: IssueOptions): Promise<ServerIdentity> => {
    const pair = await makeKeyPair(options.keyBits);
    const published = { publishedAt: publishedBy("org", publication), ...options };
    const leafPem = await signCertificate(leafRequest(hostNames, published, pair, signers.org, now()));
    return {
      certPem: options.withoutIntermediate === true ? leafPem : leafPem + saved.org.certPem,
      keyPem: pair.privatePem,
    };
  };
  return {
    anchorPem: saved.root.certPem,
    intermediatePem: saved.org.certPem,
    async issue(hostNames, options) {
      if (options !== undefined) return sign(hostNames, options);
      const key = [...hostNames].sort().join(" ");
      const known = issued.get(key);
      if (known !== undefined && isFresh(known.certPem, now())) return known;
      const identity = await sign(hostNames, {});
      issued.set(key, identity);
      return identity;
    },
    revocationList: (revokedPems, until, by = "org") =>
      signRevocationList({ issuer: NAMES[by], signer: signers[by], revokedPems, now: now(), until }),
    ocspAnswer: (question, statusOf, until, by = "org") =>
      answerOcsp(question, {
        authorityPem: saved[by].certPem,
        keyPem: signers[by].privatePem,
        statusOf,
        now: now(),
        until,
      }),
    serialize: () => JSON.stringify({ ...saved, issued: Object.fromEntries(issued) } satisfies Saved),
  };
}

function leafRequest(
  hostNames: readonly string[],
  options: IssueOptions,
  pair: KeyPair,
  org: KeyPair,
  now: Date,
): CertificateRequest {
  const period = validity(now);
  return {
    subject: `C=FR, O=DEMO SANS VALEUR, CN=${hostNames[0] ?? "demo"}`,
    issuer: ORG_NAME,
    publicKey: pair.keys.publicKey,
    signer: org.keys,
    notBefore: options.notBefore ?? period.notBefore,
    notAfter: options.notAfter ?? period.notAfter,
    purpose: purposeOf(hostNames, options),
    publishedAt: options.publishedAt,
  };
}

function purposeOf(hostNames: readonly string[], options: IssueOptions): CertificateRequest["purpose"] {
  if (options.client === true) return { kind: "client" };
  return options.ocspResponder === true ? { kind: "ocsp-responder" } : { kind: "server", hostNames };
}

const NAMES = { root: ROOT_NAME, org: ORG_NAME } as const;

const publishedBy = (signer: Signer, publication: Publication | undefined): PublishedAt =>
  publication === undefined ? {} : { listUrl: publication.listUrl(signer), ocspUrl: publication.ocspUrl };

// A day of margin in the past: the demonstration may be shown on a machine whose clock is late.
const validity = (now: Date) => ({
  notBefore: new Date(now.getTime() - 86_400_000),
  notAfter: new Date(now.getTime() + 2 * YEAR_MS),
});

function isFresh(certPem: string, now: Date): boolean {
  return Date.parse(new X509Certificate(certPem).validTo) - now.getTime() > RENEW_BEFORE_MS;
}

function readSaved(text: string): Saved {
  const saved = JSON.parse(text) as Partial<Saved> | null;
  if (saved?.version !== 1 || saved.root === undefined || saved.org === undefined)
    throw new Error("unreadable authority");
  return { version: 1, root: saved.root, org: saved.org, issued: saved.issued ?? {} };
}
