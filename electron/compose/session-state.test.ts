import { expect, test } from "vitest";
import type { PscState } from "../psc/state";
import { asSessionState } from "./session-state";

const at = new Date("2026-11-22T09:00:00Z");
const ended = (reason: Extract<PscState, { state: "ended" }>["reason"], detail?: string) =>
  asSessionState({ state: "ended", reason, ...(detail === undefined ? {} : { detail }) }, at);

test.each([
  ["config", "no-browser", "no-browser"],
  ["config", "port-in-use", "port-in-use"],
  ["config", "no-client", "no-client"],
  ["config", "other-person", "other-person"],
  ["config", "certificate-revoked", "revoked"],
  ["config", "certificate-unknown-authority", "untrusted"],
  ["config", "certificate-expired", "untrusted"],
  ["config", "client-rejected", "config"],
  ["config", undefined, "config"],
  ["duration", undefined, "session-ended"],
  ["busy", "throttled", "unavailable"],
  ["unavailable", "timeout", "unavailable"],
  ["unavailable", "proxy-password", "proxy"],
  ["refused", undefined, "refused"],
  ["idle", undefined, "idle"],
] as const)("an end for %s (%s) is told as %s", (reason, detail, end) => {
  expect(ended(reason, detail)).toEqual({ state: "signed-out", end });
});

test("a sign-in in the browser waits without digits and without a name", () => {
  const expiresAt = at.getTime() + 300_000;
  expect(
    asSessionState({ state: "waiting", idNat: "", channel: "browser", code: "", expiresAt, secondsLeft: 300 }, at),
  ).toEqual({
    state: "waiting",
    bindingMessage: "",
    idNat: "",
    channel: "browser",
    startedAt: at.toISOString(),
    expiresAt: "2026-11-22T09:05:00.000Z",
  });
});

test("who is signed in is a name, an identifier and an end, and nothing more", () => {
  const identity = {
    idNat: "899700000001",
    rpps: "99700000001",
    givenName: "Camille",
    familyName: "DEMO-UN",
    subject: "f:1",
  };
  expect(
    asSessionState({ state: "refreshing", identity: identity as never, endsAt: at.getTime(), secondsLeft: 0 }, at),
  ).toEqual({
    state: "signed-in",
    displayName: "Camille DEMO-UN",
    idNat: "899700000001",
    until: at.toISOString(),
  });
});
