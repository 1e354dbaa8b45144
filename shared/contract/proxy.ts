import { z } from "zod";
import type { ProxyCheck, ProxyView } from "#shared/domain/proxy";
import { line, method, nothing } from "./method";

const fields = z.strictObject({
  mode: z.enum(["system", "script", "manual", "none"]),
  script: line(500),
  host: line(253),
  port: line(5),
  exceptions: line(1000),
  user: line(200),
});

/** The way out of this computer for HTTPS. Never the password towards the page. */
export const proxy = {
  "proxy.view": method(nothing, { needsStore: true }).returns<ProxyView>(),
  /** Keeps what was typed; `password` null keeps the one there is. */
  "proxy.save": method(z.strictObject({ fields, password: z.string().max(500).nullable() }), {
    needsStore: true,
    traced: true,
  }).returns<ProxyView>(),
  /** Whether the sign-in server can be reached by the way that is kept. */
  "proxy.check": method(nothing, { needsStore: true }).returns<ProxyCheck>(),
} as const;
