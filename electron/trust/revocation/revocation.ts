import { type Certificate, readCertificate } from "./certificate";
import { createKeeper, type Keeper, type Source } from "./keeper";
import { ocspQuestion, readOcspAnswer } from "./ocsp";
import type { AskPublisher, ListStore, WallClock } from "./ports";
import { readRevocationList } from "./revocation-list";
import { type Verdict, verdictAt } from "./statement";

/** What is asked first; the other is asked when the first cannot say. */
export type RevocationOrder = "list-first" | "ocsp-first";

/** Says whether any certificate of a chain was revoked; never rejects. */
export type Revocation = {
  /** `chain` is DER, leaf first, root last. `unknown` when one certificate could not be checked: `confirmPeer`'s `mustKnow` decides. */
  check(chain: readonly Uint8Array[]): Promise<Verdict>;
};

/** How long a connection may wait for all the answers together. */
const PATIENCE_MS = 15_000;

/**
 * The check of ECO.1.1.6, .1.7 and CONF.22: CRL and OCSP of every certificate under the root, signatures verified, the last list kept and used
 * when its publisher is down, for 4 hours past its end at most. `isAllowedHost` says which publishers may be asked, whatever a certificate names.
 */
export function createRevocation(options: {
  readonly ask: AskPublisher;
  readonly store: ListStore;
  readonly clock: WallClock;
  readonly isAllowedHost: (host: string) => boolean;
  readonly order?: RevocationOrder;
  readonly patienceMs?: number;
}): Revocation {
  const keeper = createKeeper(options);
  const order = options.order ?? "list-first";
  return {
    async check(chain) {
      const links = linksOf(chain);
      if (links === undefined) return "unknown";
      const verdicts = links.map((link) => checkLink(link, keeper, options.clock, order));
      return worstOf(verdicts, options.patienceMs ?? PATIENCE_MS);
    },
  };
}

type Link = { readonly certificate: Certificate; readonly issuer: Certificate };

/** Every certificate with the one that signed it; undefined when the chain is not one, or ends before a signer. The root answers for itself. */
function linksOf(chain: readonly Uint8Array[]): readonly Link[] | undefined {
  if (chain.length < 2 || chain.length > 10) return undefined;
  try {
    const certificates = chain.map(readCertificate);
    const links = certificates.flatMap((certificate, index): readonly Link[] => {
      const issuer = certificates[index + 1];
      return issuer === undefined ? [] : [{ certificate, issuer }];
    });
    const holds = links.every(
      ({ certificate: { x509 }, issuer }) =>
        issuer.isAuthority && x509.checkIssued(issuer.x509) && x509.verify(issuer.x509.publicKey),
    );
    return holds ? links : undefined;
  } catch {
    return undefined;
  }
}

/** `revoked` as soon as one is; otherwise all are waited for, up to the limit, and one that is not known is enough. */
function worstOf(verdicts: readonly Promise<Verdict>[], patienceMs: number): Promise<Verdict> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve("unknown"), patienceMs);
    const settled = verdicts.map((pending) =>
      pending
        .catch((): Verdict => "unknown")
        .then((verdict) => {
          if (verdict === "revoked") resolve("revoked");
          return verdict;
        }),
    );
    void Promise.all(settled).then((all) => {
      clearTimeout(timer);
      resolve(all.includes("revoked") ? "revoked" : all.includes("unknown") ? "unknown" : "good");
    });
  });
}

async function checkLink(link: Link, keeper: Keeper, clock: WallClock, order: RevocationOrder): Promise<Verdict> {
  const lists = link.certificate.listUrls.map((url) => listSource(link, url, clock));
  const answers = link.certificate.ocspUrls.map((url) => ocspSource(link, url, clock));
  for (const source of order === "list-first" ? [...lists, ...answers] : [...answers, ...lists]) {
    const verdict = verdictAt(await keeper(source), link.certificate.serial, clock.now());
    if (verdict !== "unknown") return verdict;
  }
  return "unknown";
}

function listSource(link: Link, url: string, clock: WallClock): Source {
  return {
    url,
    name: `list ${link.issuer.x509.fingerprint256} ${link.certificate.isAuthority ? "authorities" : "ends"}`,
    isKept: true,
    read: (bytes) => readRevocationList(bytes, { ...link, now: clock.now() }),
  };
}

function ocspSource(link: Link, url: string, clock: WallClock): Source {
  return {
    url,
    name: `ocsp ${link.issuer.x509.fingerprint256} ${link.certificate.serial}`,
    question: { body: ocspQuestion(link.certificate, link.issuer), contentType: "application/ocsp-request" },
    isKept: false,
    read: (bytes) => readOcspAnswer(bytes, { ...link, now: clock.now() }),
  };
}
