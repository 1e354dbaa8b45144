import { z } from "zod";
import { method, nothing } from "./method";

/** What the demonstration does by itself when a scenario wants it. */
export const demoActs = [
  "lab-report",
  "unknown-patient-report",
  "replace-report",
  "patient-message",
  "failure-receipt",
  "end-session",
  "outage",
  "recover",
] as const;
export type DemoAct = (typeof demoActs)[number];

/** A line that a server of the demonstration heard or said, its secrets masked; `seq` grows by one. */
export type ProtocolLine = {
  readonly seq: number;
  /** ISO date-time. */
  readonly at: string;
  readonly protocol: "imap" | "smtp" | "oidc" | "ldap" | "fhir";
  readonly line: string;
};

/** The panel of the demonstration, a window of its own: scenarios, and what goes over the wire. */
export const demoPanel = {
  "demo.showPanel": method(nothing).returns<null>(),
  "demo.act": method(z.strictObject({ act: z.enum(demoActs) }), { windows: ["panel"] }).returns<null>(),
  /** Lines after this number; 0 for all that is kept. */
  "demo.protocol": method(z.strictObject({ after: z.number().int().min(0) }), { windows: ["panel"] }).returns<
    readonly ProtocolLine[]
  >(),
} as const;
