import { execFile } from "node:child_process";
import { getDiffieHellman } from "node:crypto";
import { createServer as createTcpServer } from "node:net";
import { connect, createServer, type TlsOptions } from "node:tls";
import { fileURLToPath } from "node:url";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Pki, ServerIdentity } from "../demo/pki/pki";
import { strangerPki, testPki } from "../demo/pki/testing/authorities";
import { classifyCertificateFailure } from "./certificate-failure";
import { chainOf, confirmPeer } from "./confirm-peer";
import type { RevocationCheck } from "./ports";
import { API_LPS_SUITES, tlsPolicy } from "./tls-policy";

const HOST = "imap.demo.mssante.fr";
/** Inside Electron TLS is BoringSSL, which has three of the six suites and no finite-field Diffie-Hellman. */
const BORING = process.versions["electron"] !== undefined;
const SUITES: readonly (readonly [name: string, code: number])[] = [
  ["ECDHE-RSA-AES256-GCM-SHA384", 0xc030],
  ["ECDHE-RSA-AES128-GCM-SHA256", 0xc02f],
  ["ECDHE-RSA-AES256-SHA384", 0xc028],
  ["ECDHE-RSA-AES128-SHA256", 0xc027],
  ["DHE-RSA-AES256-GCM-SHA384", 0x009f],
  ["DHE-RSA-AES128-GCM-SHA256", 0x009e],
];
const HAD = BORING ? SUITES.filter(([, code]) => [0xc030, 0xc02f, 0xc027].includes(code)) : SUITES;
let pki: Pki;
let identity: ServerIdentity;
beforeAll(async () => {
  pki = await testPki();
  identity = await pki.issue([HOST]);
});

const portOf = (server: { address(): unknown }) => (server.address() as { port: number }).port;

async function withServer<Value>(options: TlsOptions, use: (port: number) => Promise<Value>): Promise<Value> {
  const server = createServer({ cert: identity.certPem, key: identity.keyPem, ...options }, (socket) => {
    socket.on("error", () => undefined);
    socket.end("ok");
  });
  server.on("tlsClientError", () => undefined);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  try {
    return await use(portOf(server));
  } finally {
    server.close();
  }
}

type Verdict = { protocol: string | null; suite: string } | { refused: string };
/** Connects as Pli does to an API LPS and says how it went. */
function greet(
  port: number,
  options: { ca?: string[]; servername?: string; maxVersion?: "TLSv1.3" } = {},
): Promise<Verdict> {
  const policy = tlsPolicy({
    ca: options.ca ?? [pki.anchorPem],
    ...(options.maxVersion === undefined ? {} : { maxVersion: options.maxVersion }),
  });
  return new Promise((done) => {
    const socket = connect({ ...policy, host: "127.0.0.1", port, servername: options.servername ?? HOST }, () => {
      done({ protocol: socket.getProtocol(), suite: socket.getCipher().name });
      socket.destroy();
    });
    socket.on("error", (error) =>
      done({ refused: classifyCertificateFailure(error) ?? `unclassified ${String(Reflect.get(error, "code"))}` }),
    );
  });
}
const against = (server: TlsOptions, client = {}) => withServer(server, (port) => greet(port, client));

describe("the API LPS policy on the wire (CONF.01, CONF.03)", () => {
  test("asks for the six suites by name, in the order of the requirement", () => {
    expect(API_LPS_SUITES).toBe(SUITES.map(([name]) => name).join(":"));
  });

  test.each(HAD)("%s is spoken, in TLS 1.2", async (suite) => {
    const dhparam = suite.startsWith("DHE") ? ("auto" as const) : undefined;
    expect(
      await against({ ciphers: suite, maxVersion: "TLSv1.2", ...(dhparam === undefined ? {} : { dhparam }) }),
    ).toEqual({ protocol: "TLSv1.2", suite });
  });

  test("a server that can do 1.3 is spoken to in 1.2, unless the setting allows 1.3", async () => {
    expect(await against({})).toMatchObject({ protocol: "TLSv1.2" });
    expect(await against({}, { maxVersion: "TLSv1.3" })).toMatchObject({ protocol: "TLSv1.3" });
  });

  test.each<[string, TlsOptions]>([
    ["TLS 1.3 only", { minVersion: "TLSv1.3" }],
    ["TLS 1.1 at most", { minVersion: "TLSv1.1", maxVersion: "TLSv1.1", ciphers: BORING ? "ALL" : "ALL:@SECLEVEL=0" }],
    ["no forward secrecy", { ciphers: "AES256-GCM-SHA384", maxVersion: "TLSv1.2" }],
    ["another suite", { ciphers: "ECDHE-RSA-CHACHA20-POLY1305", maxVersion: "TLSv1.2" }],
    ["x25519 only", { ecdhCurve: "X25519", ciphers: "ECDHE-RSA-AES256-GCM-SHA384", maxVersion: "TLSv1.2" }],
  ])("a server with %s has nothing in common with us, and that is said", async (_name, options) => {
    expect(await against(options)).toEqual({ refused: "no-common-suite" });
  });

  test.each(BORING ? [] : ["modp2"])("a Diffie-Hellman group of 1024 bits (%s) is weak", async (name) => {
    const group = getDiffieHellman(name);
    const prime = Buffer.concat([Buffer.from([0x02, 0x81, 0x81, 0x00]), group.getPrime()]);
    const body = Buffer.concat([prime, Buffer.from([0x02, 0x01, 0x02])]);
    const der = Buffer.concat([Buffer.from([0x30, 0x81, body.length]), body]);
    const dhparam = `-----BEGIN DH PARAMETERS-----\n${der.toString("base64").replaceAll(/.{64}/gu, "$&\n")}\n-----END DH PARAMETERS-----\n`;
    expect(await against({ ciphers: "DHE-RSA-AES256-GCM-SHA384:@SECLEVEL=0", dhparam, maxVersion: "TLSv1.2" })).toEqual(
      { refused: "weak" },
    );
  });

  test("a server that does not speak TLS is told apart", async () => {
    const plain = createTcpServer((socket) => {
      socket.on("error", () => undefined);
      socket.end("* OK Dovecot ready.\r\n".repeat(10));
    });
    await new Promise<void>((done) => plain.listen(0, "127.0.0.1", done));
    expect(await greet(portOf(plain))).toEqual({ refused: "not-tls" });
    plain.close();
  });

  test("the ClientHello offers those of the six suites that the runtime has, groups of 256 bits and more, and no version above 1.2", async () => {
    const hello = await captureClientHello();
    expect(hello.version).toBe(0x0303);
    // 0x00FF is no suite: it says that renegotiation is secure (RFC 5746 §3.3).
    expect(hello.suites.filter((suite) => suite !== 0x00ff)).toEqual(HAD.map(([, code]) => code));
    expect(hello.groups).toEqual([23, 24, 25]);
    expect(hello.versions.every((version) => version <= 0x0303)).toBe(true);
    expect(hello.serverName).toBe(HOST);
  });
});

async function captureClientHello() {
  const taken: Buffer[] = [];
  const server = createTcpServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", (data) => {
      taken.push(data);
      socket.destroy();
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  await greet(portOf(server));
  server.close();
  return readClientHello(taken[0] ?? expect.fail("no ClientHello"));
}

/** The parts of a ClientHello a requirement speaks of (RFC 5246 §7.4.1.2). */
function readClientHello(record: Buffer) {
  let at = 5 + 4;
  const version = record.readUInt16BE(at);
  at += 2 + 32;
  at += 1 + record.readUInt8(at);
  const suitesLength = record.readUInt16BE(at);
  const suites = words(record.subarray(at + 2, at + 2 + suitesLength));
  at += 2 + suitesLength;
  at += 1 + record.readUInt8(at);
  const extensions = new Map<number, Buffer>();
  const end = at + 2 + record.readUInt16BE(at);
  for (at += 2; at < end;) {
    const length = record.readUInt16BE(at + 2);
    extensions.set(record.readUInt16BE(at), record.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return {
    version,
    suites,
    groups: words(extensions.get(10)?.subarray(2)),
    versions: words(extensions.get(43)?.subarray(1)),
    serverName: extensions.get(0)?.subarray(5).toString("latin1"),
  };
}
const words = (bytes: Buffer = Buffer.alloc(0)) =>
  Array.from({ length: bytes.length / 2 }, (_, index) => bytes.readUInt16BE(index * 2));

describe("who is trusted (CONF.27)", () => {
  test("a chain under the anchor, under its own name", async () => {
    expect(await against({})).toMatchObject({ protocol: "TLSv1.2" });
    expect(await against({}, { servername: "smtp.demo.mssante.fr" })).toEqual({ refused: "host-mismatch" });
  });

  test("another authority, a self-signed server, a chain without its intermediate: unknown authority", async () => {
    const other = await strangerPki();
    expect(await against({}, { ca: [other.anchorPem] })).toEqual({ refused: "unknown-authority" });
    const alone = await pki.issue([HOST], { withoutIntermediate: true });
    expect(await against({ cert: alone.certPem, key: alone.keyPem })).toEqual({ refused: "unknown-authority" });
  });

  test("expired and not yet valid certificates", async () => {
    const day = 86_400_000;
    const expired = await pki.issue([HOST], {
      notBefore: new Date(Date.now() - 9 * day),
      notAfter: new Date(Date.now() - day),
    });
    expect(await against({ cert: expired.certPem, key: expired.keyPem })).toEqual({ refused: "expired" });
    const early = await pki.issue([HOST], { notBefore: new Date(Date.now() + day) });
    expect(await against({ cert: early.certPem, key: early.keyPem })).toEqual({ refused: "not-yet-valid" });
  });

  test("verification cannot be switched off by the policy's options", () => {
    const policy = tlsPolicy({ ca: [pki.anchorPem] });
    expect(policy.rejectUnauthorized).toBe(true);
    expect(Object.keys(policy).sort()).toEqual([
      "ca",
      "ciphers",
      "ecdhCurve",
      "maxVersion",
      "minDHSize",
      "minVersion",
      "rejectUnauthorized",
    ]);
  });

  test("with no anchor nothing is trusted, not even what the machine's own store trusts", async () => {
    expect(await against({}, { ca: [] })).toEqual({ refused: "unknown-authority" });
    expect(await against({}, { ca: ["", "not a certificate"] })).toEqual({ refused: "unknown-authority" });
    const folder = mkdtempSync(join(tmpdir(), "pli-trust-"));
    writeFileSync(join(folder, "root.pem"), pki.anchorPem);
    // The child's own store holds the server's root: only a connection that ignores the policy may succeed.
    const script = (ca: string) =>
      `import { connect } from "node:tls"; import { tlsPolicy } from "${fileURLToPath(new URL("tls-policy.ts", import.meta.url))}";
       const policy = ${ca}; const socket = connect({ ...policy, host: "127.0.0.1", port: Number(process.argv.at(-1)), servername: "${HOST}" }, () => { console.log("trusted"); process.exit(0); });
       socket.on("error", (error) => { console.log(error.code); process.exit(0); });`;
    const run = (ca: string, port: number) =>
      new Promise<string>((done, fail) => {
        const env = { ...process.env, NODE_EXTRA_CA_CERTS: join(folder, "root.pem") };
        execFile(
          process.execPath,
          ["--import", "tsx", "--input-type=module", "-e", script(ca), "--", String(port)],
          { env },
          (error, stdout) => (error === null ? done(stdout.trim()) : fail(error)),
        );
      });
    try {
      await withServer({}, async (port) => {
        expect(await run("{}", port)).toBe("trusted");
        expect(await run("tlsPolicy({ ca: [] })", port)).toMatch(
          /^(SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_GET_ISSUER_CERT_LOCALLY)$/u,
        );
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe("the last question before a token is said: revocation", () => {
  const ask = (revocation: RevocationCheck, mustKnow = true, rejectUnauthorized = true) =>
    withServer(
      {},
      (port) =>
        new Promise((done, fail) => {
          const policy = { ...tlsPolicy({ ca: rejectUnauthorized ? [pki.anchorPem] : [] }), rejectUnauthorized };
          const socket = connect({ ...policy, host: "127.0.0.1", port, servername: HOST }, () => {
            confirmPeer(socket, { revocation, mustKnow: () => mustKnow })
              .then(done, fail)
              .finally(() => socket.destroy());
          });
          socket.on("error", fail);
        }),
    );

  test("the whole chain is asked about, leaf first, root last", async () => {
    let length = 0;
    expect(await ask(async (chain) => ((length = chain.length), "good"))).toBeUndefined();
    expect(length).toBe(3);
  });

  test("revoked is refused at once; unknown is refused unless a grace is given", async () => {
    expect(await ask(async () => "revoked", false)).toBe("revoked");
    expect(await ask(async () => "unknown")).toBe("unchecked-revocation");
    expect(await ask(async () => "unknown", false)).toBeUndefined();
  });

  test("a connection whose verification was switched off is never confirmed", async () => {
    expect(await ask(async () => "good", false, false)).toBe("unknown-authority");
  });

  test("a chain that points at itself or never ends is cut", () => {
    const loop = { raw: Buffer.from([1]) } as unknown as Parameters<typeof chainOf>[0];
    loop.issuerCertificate = loop;
    expect(chainOf(loop)).toHaveLength(1);
    const [left, right] = [{ raw: Buffer.from([1]) }, { raw: Buffer.from([2]) }] as unknown as [
      typeof loop,
      typeof loop,
    ];
    [left.issuerCertificate, right.issuerCertificate] = [right, left];
    expect(chainOf(left)).toHaveLength(10);
  });
});

test("an error that is not about TLS is not called one; a cause is looked into", () => {
  expect(classifyCertificateFailure(Object.assign(new Error("x"), { code: "ECONNREFUSED" }))).toBeUndefined();
  expect(classifyCertificateFailure(Object.assign(new Error("x"), { code: "constructor" }))).toBeUndefined();
  expect(
    classifyCertificateFailure(new Error("x", { cause: Object.assign(new Error("y"), { code: "CERT_REVOKED" }) })),
  ).toBe("revoked");
  for (const other of [undefined, null, "CERT_HAS_EXPIRED", 7])
    expect(classifyCertificateFailure(other)).toBeUndefined();
});
