import { readFileSync } from "node:fs";
import type { MethodName } from "#shared/contract/index";
import type { Environment } from "#shared/domain/environment";
import { createApplication } from "../../electron/compose";
import { machine } from "../../electron/compose/testing/machine";
import { startProcess } from "../bench/our-process";

/** The application without Electron, in a process of its own: the same services over the same processes, its contract called by messages. */
const [, , folder = "", environmentFile = "", built = ""] = process.argv;
const { platform } = machine(folder);
const application = await createApplication({
  ...platform,
  clock: () => new Date(),
  environment: JSON.parse(readFileSync(environmentFile, "utf8")) as Environment,
  start: (kind) => {
    if (kind === "demo" || kind === "spelling") throw new Error(`no ${kind} here`);
    return startProcess(kind, built, { preload: process.execArgv, env: { PLI_WEATHER: process.env["PLI_WEATHER"] } });
  },
});

type Asked = { readonly id: number; readonly name: MethodName; readonly input: unknown };

process.on("message", ({ id, name, input }: Asked) => {
  const handler = application.handlers[name] as (input: unknown) => Promise<unknown>;
  handler(input).then(
    (value) => process.send?.({ id, ok: true, value }),
    (error: unknown) => process.send?.({ id, ok: false, code: String((error as { code?: string }).code ?? error) }),
  );
});
process.on("disconnect", () => process.exit(0));
await application.start();
process.send?.({ id: 0, ok: true, value: null });
