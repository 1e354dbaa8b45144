/** What a client offers in its first TLS message (RFC 5246 §7.4.1.2, RFC 8446 §4.1.2). Numbers as IANA lists them. */
export type ClientHello = {
  readonly versions: readonly number[];
  readonly suites: readonly number[];
  readonly groups: readonly number[];
  readonly serverName: string;
};

const EXTENSION = { serverName: 0, groups: 10, versions: 43 } as const;

/** Finds and reads the ClientHello in the bytes that a client said on a connection; undefined where there is none. */
export function readClientHello(said: Buffer): ClientHello | undefined {
  for (let at = 0; at + 6 < said.length; at += 1) {
    if (said[at] === 22 && said[at + 1] === 3 && said[at + 5] === 1) return parse(said.subarray(at + 9));
  }
  return undefined;
}

/** The bytes said before TLS, as text; all of them where TLS never began. */
export function saidInClear(said: Buffer): string {
  const at = said.findIndex((byte, index) => byte === 22 && said[index + 1] === 3 && said[index + 5] === 1);
  return said.subarray(0, at < 0 ? said.length : at).toString("latin1");
}

function parse(body: Buffer): ClientHello {
  const legacy = body.readUInt16BE(0);
  let at = 2 + 32;
  at += 1 + body.readUInt8(at);
  const suites = numbers(body.subarray(at + 2, at + 2 + body.readUInt16BE(at)));
  at += 2 + suites.length * 2;
  at += 1 + body.readUInt8(at);
  const extensions = new Map<number, Buffer>();
  const end = Math.min(body.length, at + 2 + body.readUInt16BE(at));
  for (at += 2; at + 4 <= end;) {
    const size = body.readUInt16BE(at + 2);
    extensions.set(body.readUInt16BE(at), body.subarray(at + 4, at + 4 + size));
    at += 4 + size;
  }
  const versions = extensions.get(EXTENSION.versions);
  return {
    versions: versions === undefined ? [legacy] : numbers(versions.subarray(1)),
    suites,
    groups: numbers(extensions.get(EXTENSION.groups)?.subarray(2) ?? Buffer.alloc(0)),
    serverName: extensions.get(EXTENSION.serverName)?.subarray(5).toString("ascii") ?? "",
  };
}

const numbers = (bytes: Buffer): readonly number[] =>
  Array.from({ length: Math.floor(bytes.length / 2) }, (_, index) => bytes.readUInt16BE(index * 2));
