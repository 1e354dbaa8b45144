import { z } from "zod";

/** What the router needs to know of a method besides its shapes. */
export type MethodFlags = {
  /** Refused until the store is open. */
  readonly needsStore?: boolean;
  /** Refused without a Pro Santé Connect session. */
  readonly needsSession?: boolean;
  /** Leaves a line in the journal. */
  readonly traced?: boolean;
  /** Windows that may call it; the main window alone by default, and that of a conversation for what one does there (`windows.ts`). */
  readonly windows?: readonly WindowKind[];
};

/** The windows of the application, each with its own page. */
export type WindowKind = "main" | "composer" | "conversation" | "phone" | "panel";

/** The windows in which a message may be written. */
export const WRITING = ["main", "composer", "conversation"] as const satisfies readonly WindowKind[];

/** The windows in which a conversation is read. */
export const READING = ["main", "conversation"] as const satisfies readonly WindowKind[];

/** One method of the contract: zod for what comes in, zod for what goes out, and its flags. */
export type Method<Input, Output> = {
  readonly input: z.ZodType<Input>;
  readonly output: z.ZodType<Output>;
  readonly flags: MethodFlags;
};

/** Declares a method whose answer is plain data of the given type (no function, no class instance, no cycle). */
export const method = <Input>(input: z.ZodType<Input>, flags: MethodFlags = {}) => ({
  returns: <Output>(): Method<Input, Output> => ({ input, output: z.custom<Output>(isPlain), flags }),
});

/** No argument. */
export const nothing = z.undefined();

/** An opaque identifier of our own making: the renderer never sends a path or a URL. */
export const id = <Id extends string>(): z.ZodType<Id> =>
  z.string().regex(/^[A-Za-z0-9_-]{1,64}$/u) as unknown as z.ZodType<Id>;

/** A line of text without control characters. */
export const line = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[^\u0000-\u001f\u007f]*$/u);

const MAX_DEPTH = 64;

/** True for data that survives structured clone as itself: the renderer never receives anything else. */
export function isPlain(value: unknown, depth = 0): boolean {
  if (depth > MAX_DEPTH) return false;
  if (value === null || value === undefined) return true;
  if (typeof value !== "object") return typeof value !== "function" && typeof value !== "symbol";
  if (value instanceof Uint8Array) return true;
  if (Array.isArray(value)) return value.every((item) => isPlain(item, depth + 1));
  const proto: unknown = Object.getPrototypeOf(value);
  if (proto !== Object.prototype && proto !== null) return false;
  return Object.values(value).every((item) => isPlain(item, depth + 1));
}
