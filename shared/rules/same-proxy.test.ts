import { expect, test } from "vitest";
import { isSameProxy } from "./same-proxy";

const one = { mode: "manual", script: "", host: "proxy", port: "3128", exceptions: "", user: "poste" } as const;

test("a password is for one proxy, one script and one name; exceptions do not count", () => {
  expect(isSameProxy(one, { ...one, exceptions: "lan.hopital.fr" })).toBe(true);
  for (const change of [{ mode: "system" }, { host: "b" }, { port: "1" }, { script: "http://a/p.pac" }, { user: "b" }])
    expect(isSameProxy(one, { ...one, ...change } as typeof one)).toBe(false);
});
