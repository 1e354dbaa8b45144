import { readFileSync } from "node:fs";
import type { MethodName } from "#shared/contract/index";
import type { Environment } from "#shared/domain/environment";
import { createApplication } from "../../electron/compose";
import { machine } from "../../electron/compose/testing/machine";
import { startProcess } from "../bench/our-process";

/** The application without Electron, in a process of its own: the same services over the same processes, its contract called by messages. */
const [, , folder = "", environmentFile = "", built = ""] = process.argv;
const { platform } = machine(folder);
const parts = new Map<string, () => void>();
const application = await createApplication({
  ...platform,
  emit: (event) => void process.send?.({ event }),
  clock: () => new Date(),
  environment: JSON.parse(readFileSync(environmentFile, "utf8")) as Environment,
  start: (kind) => {
    if (kind === "demo" || kind === "spelling" || kind === "identity") throw new Error(`no ${kind} here`);
    const part = startProcess(kind, built, {
      preload: process.execArgv,
      env: { PLI_WEATHER: process.env["PLI_WEATHER"] },
    });
    parts.set(kind, part.kill);
    return part;
  },
});

type Asked =
  | { readonly id: number; readonly name: MethodName; readonly input: unknown }
  | { readonly crash: "store" | "mailbox" | "parser" };

process.on("message", (asked: Asked) => {
  if ("crash" in asked) return parts.get(asked.crash)?.();
  const { id, name, input } = asked;
  const handler = application.handlers[name] as (input: unknown) => Promise<unknown>;
  handler(input).then(
    (value) => process.send?.({ id, ok: true, value }),
    (error: unknown) => process.send?.({ id, ok: false, code: String((error as { code?: string }).code ?? error) }),
  );
});
process.on("disconnect", () => process.exit(0));
await application.start();
process.send?.({ id: 0, ok: true, value: null });
