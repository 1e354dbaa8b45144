import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { addressOf } from "./request-reading";
import { networkOf } from "./rate-limit";
import { readSettings } from "./settings";
import type { IncomingMessage } from "node:http";

const key = randomBytes(32).toString("base64");
const FILES: Readonly<Record<string, string>> = {
  "/cert": "CERT",
  "/key": "KEY",
  "/secret": "depuis un fichier\n",
  "/session": `${key}\n`,
  "/ca": "CA",
};
const read = (changes: Record<string, string | undefined> = {}) =>
  readSettings(
    {
      PLI_RELAY_ISSUER: "https://psc.demo/realm",
      PLI_RELAY_CLIENT_ID: "relais",
      PLI_RELAY_CLIENT_SECRET: "s",
      PLI_RELAY_ALLOWED_CLIENTS: "pli",
      PLI_RELAY_CERT: "/cert",
      PLI_RELAY_KEY: "/key",
      ...changes,
    },
    (path) => FILES[path],
  );
const good = (changes?: Record<string, string | undefined>) => {
  const reading = read(changes);
  return reading.ok ? reading.settings : expect.fail(JSON.stringify(reading.problems));
};
const problems = (changes: Record<string, string | undefined>) => {
  const reading = read(changes);
  return reading.ok ? [] : reading.problems.map(({ name, problem }) => `${name.slice(10)} ${problem}`);
};

describe("the settings", () => {
  test("few are needed; it listens to this machine alone unless told otherwise", () => {
    expect(good()).toEqual({
      issuer: "https://psc.demo/realm",
      discoveryUrl: "https://psc.demo/realm/.well-known/wallet-openid-configuration",
      clientId: "relais",
      credential: { kind: "secret", secret: "s" },
      allowedClients: ["pli"],
      host: "127.0.0.1",
      port: 8443,
      tls: { certPem: "CERT", keyPem: "KEY" },
      stopWithinMs: 20_000,
    });
  });

  test("a secret may be in a file, or be a certificate", () => {
    const fromFile = good({ PLI_RELAY_CLIENT_SECRET: undefined, PLI_RELAY_CLIENT_SECRET_FILE: "/secret" });
    expect(fromFile.credential).toEqual({ kind: "secret", secret: "depuis un fichier" });
    const certificate = good({
      PLI_RELAY_CLIENT_SECRET: undefined,
      PLI_RELAY_CLIENT_CERT: "/cert",
      PLI_RELAY_CLIENT_KEY: "/key",
    });
    expect(certificate.credential).toEqual({ kind: "certificate", certPem: "CERT", keyPem: "KEY" });
  });

  test("a shared store comes with its key", () => {
    const shared = { PLI_RELAY_VALKEY_URL: "rediss://:p@valkey.demo/1", PLI_RELAY_VALKEY_CA: "/ca" };
    const settings = good({ ...shared, PLI_RELAY_SESSION_KEY_FILE: "/session" });
    expect(settings.valkey).toEqual({ url: "rediss://:p@valkey.demo/1", ca: "CA" });
    expect(Buffer.from(settings.sessionKey ?? []).toString("base64")).toBe(key);
    expect(problems(shared)).toEqual(["SESSION_KEY missing"]);
    expect(problems({ ...shared, PLI_RELAY_SESSION_KEY: "Y291cnQ=" })).toEqual(["SESSION_KEY invalid"]);
  });

  test("behind a TLS proxy, and only when that is said, no certificate is needed", () => {
    const bare = { PLI_RELAY_CERT: undefined, PLI_RELAY_KEY: undefined };
    expect(problems(bare)).toEqual(["CERT missing"]);
    expect(good({ ...bare, PLI_RELAY_BEHIND_TLS_PROXY: "1" }).tls).toBeUndefined();
    expect(problems({ ...bare, PLI_RELAY_BEHIND_TLS_PROXY: "oui" })).toEqual(["CERT missing"]);
  });

  test.each([
    [{ PLI_RELAY_ISSUER: "http://psc.demo" }, "ISSUER invalid"],
    [{ PLI_RELAY_DISCOVERY_URL: "ftp://psc.demo" }, "DISCOVERY_URL invalid"],
    [{ PLI_RELAY_CLIENT_ID: "  " }, "CLIENT_ID missing"],
    [{ PLI_RELAY_ALLOWED_CLIENTS: undefined }, "ALLOWED_CLIENTS missing"],
    [{ PLI_RELAY_KEY: undefined }, "KEY missing"],
    [{ PLI_RELAY_KEY: "/absent" }, "KEY unreadable"],
    [{ PLI_RELAY_PORT: "70000" }, "PORT invalid"],
    [{ PLI_RELAY_STOP_SECONDS: "-1" }, "STOP_SECONDS invalid"],
    [{ PLI_RELAY_PSC_CA: "/absent" }, "PSC_CA unreadable"],
    [{ PLI_RELAY_PSC_ADDRESS: "psc.demo:443" }, "PSC_ADDRESS invalid"],
    [{ PLI_RELAY_VALKEY_URL: "http://valkey", PLI_RELAY_SESSION_KEY: key }, "VALKEY_URL invalid"],
  ])("%j: %s", (changes, problem) => expect(problems(changes)).toContain(problem));

  test("a fixed way to the provider, in either family", () => {
    expect(good({ PLI_RELAY_PSC_ADDRESS: "10.0.0.1:443" }).pscPlace).toEqual({ address: "10.0.0.1", port: 443 });
    expect(good({ PLI_RELAY_PSC_ADDRESS: "[fd00::1]:8443" }).pscPlace).toEqual({ address: "fd00::1", port: 8443 });
  });
});

describe("who asks", () => {
  const from = (remoteAddress: string, forwarded?: string) =>
    ({
      headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded },
      socket: { remoteAddress },
    }) as unknown as IncomingMessage;

  test("is the connection's address; what a caller claims counts only behind a proxy, and then its last word alone", () => {
    expect(addressOf(from("192.0.2.1", "198.51.100.9"), false)).toBe("192.0.2.1");
    expect(addressOf(from("192.0.2.1", "203.0.113.5, 198.51.100.9"), true)).toBe("198.51.100.9");
    expect(addressOf(from("192.0.2.1"), true)).toBe("192.0.2.1");
    expect(addressOf(from("192.0.2.1", "x".repeat(500)), true)).toHaveLength(64);
  });

  test.each([
    ["192.0.2.1", "192.0.2.1"],
    ["::ffff:192.0.2.1", "192.0.2.1"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["2001:0db8:0001:0002::", "2001:db8:1:2::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["unknown", "unknown"],
  ])("%s counts as %s: one IPv6 subscriber has a whole /64", (address, network) =>
    expect(networkOf(address)).toBe(network),
  );
});
