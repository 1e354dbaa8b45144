import { X509Certificate } from "node:crypto";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { readCertificate } from "./certificate";
import { readRevocationList } from "./revocation-list";
import { opensslAuthority } from "./testing/openssl-authority";

const authority = opensslAuthority();
afterAll(() => authority.close());
const RSA = ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"];
const EC = (curve: string) => ["-algorithm", "EC", "-pkeyopt", `ec_paramgen_curve:${curve}`];
const with_ = (extensions: string) => readCertificate(authority.self(EC("P-256"), extensions));

describe("what a certificate says of its revocation", () => {
  test("its plain HTTP addresses are taken, in order; LDAP, HTTPS and other kinds of names are not", () => {
    const { listUrls } = with_(
      "crlDistributionPoints=URI:ldap://a.example/x,URI:http://a.example/1.crl,URI:https://a.example/2.crl,URI:http://b.example/3.crl",
    );
    expect(listUrls).toEqual(["http://a.example/1.crl", "http://b.example/3.crl"]);
  });

  test("a point for some reasons only, or whose list another authority signs, is left aside", () => {
    const { listUrls } = with_(
      "crlDistributionPoints=some,other,whole\n[some]\nfullname=URI:http://a.example/some.crl\nreasons=keyCompromise\n[other]\nfullname=URI:http://a.example/other.crl\nCRLissuer=dirName:who\n[who]\nCN=AUTRE\n[whole]\nfullname=URI:http://a.example/whole.crl",
    );
    expect(listUrls).toEqual(["http://a.example/whole.crl"]);
  });

  test("the responders are told from the other places of the same extension", () => {
    const { ocspUrls } = with_(
      "authorityInfoAccess=caIssuers;URI:http://a.example/ac.cer,OCSP;URI:http://ocsp.example/,OCSP;email:x@a.example",
    );
    expect(ocspUrls).toEqual(["http://ocsp.example/"]);
  });

  test("no more than four addresses are ever asked", () => {
    const many = Array.from({ length: 9 }, (_, index) => `URI:http://a.example/${index}.crl`).join(",");
    expect(with_(`crlDistributionPoints=${many}`).listUrls).toHaveLength(4);
  });

  test.each([
    ["keyUsage=critical,keyCertSign,cRLSign", { maySignLists: true, mayCertifyOcsp: false }],
    ["keyUsage=critical,keyCertSign", { maySignLists: false }],
    ["basicConstraints=critical,CA:TRUE", { maySignLists: true, isAuthority: true }],
    [
      "basicConstraints=critical,CA:FALSE\nextendedKeyUsage=serverAuth,OCSPSigning",
      { mayCertifyOcsp: true, isAuthority: false },
    ],
    ["extendedKeyUsage=serverAuth", { mayCertifyOcsp: false, listUrls: [], ocspUrls: [] }],
  ])("%s", (extensions, expected) => {
    expect(with_(extensions)).toMatchObject(expected);
  });

  test("its serial is the one Node reads, and noise in its place is refused, never believed", () => {
    const der = authority.self(EC("P-256"), "crlDistributionPoints=URI:http://a.example/1.crl");
    expect(readCertificate(der).serial.replace(/^00/u, "")).toBe(new X509Certificate(der).serialNumber.toLowerCase());
    fc.assert(
      fc.property(fc.nat({ max: der.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const changed = Uint8Array.from(der);
        changed[at] = (changed[at] ?? 0) ^ flip;
        try {
          expect(readCertificate(changed).listUrls.every((url) => url.startsWith("http:"))).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("the signatures an authority may use", () => {
  const says = (key: readonly string[], ...options: readonly string[]) => {
    const issuer = readCertificate(authority.self(key, "basicConstraints=critical,CA:TRUE"));
    const list = authority.list(...options);
    return readRevocationList(list, { certificate: issuer, issuer, now: Date.now() })?.says(issuer.serial);
  };
  const pss = ["-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:32"];

  test.each([
    ["RSA with SHA-256", RSA, []],
    ["RSA-PSS with SHA-256", RSA, pss],
    ["RSA-PSS with SHA-384", RSA, [...pss, "-md", "sha384"]],
    ["ECDSA on P-256", EC("P-256"), []],
    ["ECDSA on P-384 with SHA-384", EC("P-384"), ["-md", "sha384"]],
    ["ECDSA on P-521 with SHA-512", EC("P-521"), ["-md", "sha512"]],
  ])("%s is checked", (_name, key, options) => {
    expect(says(key, ...options)).toBe("good");
  });

  test.each([
    ["RSA with SHA-1", RSA, ["-md", "sha1"]],
    ["RSA-PSS with SHA-1", RSA, [...pss, "-md", "sha1"]],
    ["ECDSA with SHA-1", EC("P-256"), ["-md", "sha1"]],
    ["RSA with SHA-224", RSA, ["-md", "sha224"]],
  ])("%s is not believed", (_name, key, options) => {
    expect(says(key, ...options)).toBeUndefined();
  });
});
