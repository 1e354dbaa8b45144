/** How this relay is set up, read once from the environment. Secrets are in memory only. */
export type RelaySettings = {
  readonly issuer: string;
  readonly discoveryUrl: string;
  readonly clientId: string;
  readonly credential:
    | { readonly kind: "secret"; readonly secret: string }
    | { readonly kind: "certificate"; readonly certPem: string; readonly keyPem: string };
  readonly allowedClients: readonly string[];
  readonly host: string;
  readonly port: number;
  readonly tls?: { readonly certPem: string; readonly keyPem: string };
  readonly pscAuthorities?: string;
  readonly pscPlace?: { readonly address: string; readonly port: number };
  readonly valkey?: { readonly url: string; readonly ca?: string };
  readonly sessionKey?: Uint8Array;
  readonly tracesKey?: string;
  readonly stopWithinMs: number;
};

/** What is wrong with one variable; its value is never repeated. */
export type SettingProblem = { readonly name: string; readonly problem: "missing" | "invalid" | "unreadable" };

/** The settings, or everything that is wrong with them. */
export type SettingsReading =
  | { readonly ok: true; readonly settings: RelaySettings }
  | { readonly ok: false; readonly problems: readonly SettingProblem[] };

const PREFIX = "PLI_RELAY_";

/** Reads the `PLI_RELAY_*` variables (README.md); `readFile` gives a file's text or undefined. Pure but for it. */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>>,
  readFile: (path: string) => string | undefined,
): SettingsReading {
  const reader = createReader(environment, readFile);
  const issuer = reader.https("ISSUER") ?? "";
  const discoveryUrl = reader.https("DISCOVERY_URL", `${issuer}/.well-known/wallet-openid-configuration`) ?? "";
  const secret = reader.secret("CLIENT_SECRET");
  const certificate = secret === undefined ? reader.pair("CLIENT_CERT", "CLIENT_KEY") : undefined;
  if (secret === undefined && certificate === undefined) reader.complain("CLIENT_SECRET", "missing");
  const behindTlsProxy = environment[`${PREFIX}BEHIND_TLS_PROXY`] === "1";
  const tls = behindTlsProxy ? undefined : reader.pair("CERT", "KEY");
  if (!behindTlsProxy && tls === undefined) reader.complain("CERT", "missing");
  const settings: RelaySettings = {
    issuer,
    discoveryUrl,
    clientId: reader.text("CLIENT_ID") ?? "",
    credential:
      certificate === undefined ? { kind: "secret", secret: secret ?? "" } : { kind: "certificate", ...certificate },
    allowedClients: (reader.text("ALLOWED_CLIENTS") ?? "")
      .split(",")
      .map((name) => name.trim())
      .filter(Boolean),
    host: environment[`${PREFIX}HOST`] ?? "127.0.0.1",
    port: reader.number("PORT", 8443, 65_535),
    ...(tls === undefined ? {} : { tls }),
    ...sharedStore(reader),
    ...optional("pscAuthorities", reader.file("PSC_CA")),
    ...optional("pscPlace", reader.place("PSC_ADDRESS")),
    ...optional("tracesKey", reader.secret("TRACES_KEY")),
    stopWithinMs: reader.number("STOP_SECONDS", 20, 600) * 1000,
  };
  return reader.problems.length === 0 ? { ok: true, settings } : { ok: false, problems: reader.problems };
}

type Reader = ReturnType<typeof createReader>;

/** Several instances need both: where the sessions are, and the key all of them seal with. */
function sharedStore(reader: Reader): Partial<RelaySettings> {
  const url = reader.secret("VALKEY_URL");
  if (url === undefined) return {};
  if (!URL.canParse(url) || !/^(?:redis|valkey)s?:$/u.test(new URL(url).protocol))
    reader.complain("VALKEY_URL", "invalid");
  const key = reader.secret("SESSION_KEY");
  const sessionKey = Buffer.from(key ?? "", "base64");
  if (key === undefined) reader.complain("SESSION_KEY", "missing");
  else if (sessionKey.length !== 32) reader.complain("SESSION_KEY", "invalid");
  return { valkey: { url, ...optional("ca", reader.file("VALKEY_CA")) }, sessionKey: new Uint8Array(sessionKey) };
}

function createReader(
  environment: Readonly<Record<string, string | undefined>>,
  readFile: (path: string) => string | undefined,
) {
  const problems: SettingProblem[] = [];
  const complain = (name: string, problem: SettingProblem["problem"]): undefined => {
    problems.push({ name: PREFIX + name, problem });
  };
  const given = (name: string) => environment[PREFIX + name]?.trim() || undefined;
  const file = (name: string) => {
    const path = given(name);
    return path === undefined ? undefined : (readFile(path) ?? complain(name, "unreadable"));
  };
  return {
    problems: problems as readonly SettingProblem[],
    complain,
    file,
    text: (name: string) => given(name) ?? complain(name, "missing"),
    /** The variable, or the file that `<NAME>_FILE` names: an environment is easily printed. */
    secret: (name: string) => given(name) ?? file(`${name}_FILE`)?.trim(),
    https(name: string, otherwise?: string) {
      const text = given(name) ?? otherwise;
      if (text === undefined) return complain(name, "missing");
      if (URL.canParse(text) && new URL(text).protocol === "https:") return text;
      return given(name) === undefined ? undefined : complain(name, "invalid");
    },
    number(name: string, otherwise: number, most: number) {
      const number = Number(given(name) ?? otherwise);
      if (!Number.isInteger(number) || number < 0 || number > most) complain(name, "invalid");
      return number;
    },
    pair(cert: string, key: string) {
      const [certPem, keyPem] = [file(cert), file(key)];
      if (certPem !== undefined && keyPem === undefined && given(key) === undefined) complain(key, "missing");
      return certPem === undefined || keyPem === undefined ? undefined : { certPem, keyPem };
    },
    place(name: string) {
      const [, address, port] = /^\[?([0-9a-fA-F.:]+?)\]?:(\d{1,5})$/u.exec(given(name) ?? "") ?? [];
      if (address !== undefined && port !== undefined) return { address, port: Number(port) };
      return given(name) === undefined ? undefined : complain(name, "invalid");
    },
  };
}

/** A property only when there is something to put in it. */
function optional<Name extends string, Value>(name: Name, value: Value | undefined): { [key in Name]?: Value } {
  return (value === undefined ? {} : { [name]: value }) as { [key in Name]?: Value };
}
