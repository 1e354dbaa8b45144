import { z } from "zod";
import type { AppState, SessionState, Settings } from "#shared/domain/session";
import { id, line, method, nothing, READING, WRITING } from "./method";

const settings = z.strictObject({
  theme: z.enum(["system", "light", "dark"]).optional(),
  density: z.enum(["comfortable", "compact", "touch"]).optional(),
  textSize: z.number().int().min(100).max(200).optional(),
  language: z.enum(["fr", "en"]).optional(),
  undoSeconds: z.number().int().min(0).max(60).optional(),
  deliveryReceipt: z.boolean().optional(),
  notifications: z.enum(["none", "kind", "professional-name"]).optional(),
  startAtLogin: z.boolean().optional(),
  hideFromCapture: z.boolean().optional(),
  mailto: z.boolean().optional(),
  lockMinutes: z.number().int().min(5).max(480).optional(),
  spelling: z.enum(["none", "fr", "en", "fr-en"]).optional(),
});

/** Start, lock, settings and what the shell does for a page. */
export const application = {
  "app.state": method(nothing, { windows: [...WRITING, "panel"] }).returns<AppState>(),
  /** Creates or opens the demonstration profile and starts its operator. */
  "app.openDemo": method(nothing).returns<AppState>(),
  /** Erases the demonstration profile and its operator's state, then starts again. */
  "app.resetDemo": method(nothing, { windows: ["main", "panel"] }).returns<AppState>(),
  /** Creates the store of the real profile. Without a vault a passphrase of 12 characters or more is compulsory. */
  "app.createProfile": method(
    z.strictObject({ passphrase: z.string().min(6).max(200).nullable() }),
  ).returns<AppState>(),
  /** Tries again to open the store of the current profile, after what blocked it was mended. */
  "app.retry": method(nothing).returns<AppState>(),
  "app.unlock": method(z.strictObject({ passphrase: z.string().max(200) })).returns<AppState>(),
  /** Drops the keys from memory; the store asks for its passphrase again where there is one. */
  "app.lock": method(nothing).returns<AppState>(),
  "app.leaveDemo": method(nothing).returns<AppState>(),
  "settings.set": method(settings).returns<Settings>(),
  /** Opens an https link after the person confirmed it; the verdict is made again in main. */
  "app.openLink": method(z.strictObject({ href: z.string().max(4096) }), { windows: READING }).returns<{
    readonly opened: boolean;
  }>(),
  /** Saves what the window shows (a conversation, a document) as a PDF, where the person says. */
  "app.savePdf": method(nothing, { needsStore: true, traced: true, windows: READING }).returns<{
    readonly saved: boolean;
  }>(),
  "app.diagnostics": method(nothing).returns<{ readonly text: string }>(),
} as const;

/** Sign-in by Pro Santé Connect. */
export const session = {
  "session.state": method(nothing, { windows: WRITING }).returns<SessionState>(),
  "session.signIn": method(
    z.discriminatedUnion("channel", [
      z.strictObject({ channel: z.enum(["mobile", "card"]), idNat: line(20) }),
      z.strictObject({ channel: z.literal("browser") }),
    ]),
  ).returns<SessionState>(),
  "session.cancel": method(nothing).returns<SessionState>(),
  "session.signOut": method(nothing, { traced: true }).returns<SessionState>(),
  /** The person is at the keyboard: keeps the 30-minute rule honest. */
  "session.active": method(nothing, { windows: WRITING }).returns<null>(),
} as const;

/** A request waiting on the telephone of the demonstration. */
export type PendingRequest = {
  readonly id: string;
  readonly idNat: string;
  readonly name: string;
  readonly bindingMessage: string;
  readonly channel: "mobile" | "card";
  readonly expiresAt: string;
};

/** What the demonstration shows of itself. */
export type DemoState = {
  readonly people: readonly { readonly idNat: string; readonly name: string; readonly mailboxes: readonly string[] }[];
  readonly pending: readonly PendingRequest[];
};

/** The telephone drawn on screen, in the demonstration only. */
export const demo = {
  "demo.state": method(nothing, { windows: ["main", "phone"] }).returns<DemoState>(),
  "demo.answer": method(z.strictObject({ id: id<string>(), answer: z.enum(["approve", "deny", "expire"]) }), {
    windows: ["phone"],
  }).returns<DemoState>(),
  "demo.showPhone": method(nothing).returns<null>(),
} as const;
