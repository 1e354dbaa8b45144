import { fork } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import type { Process } from "../../electron/compose/ports";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const OUT = join(ROOT, "out", "bench");
const CHILD = join(ROOT, "scripts", "bench-process.mjs");
const KINDS = ["store", "mailbox", "parser", "directory"] as const;
/** The bound that `electron/shell/platform.ts` sets. */
const PARSER_HEAP_MEGABYTES = 256;
/** Bytes of a page of memory on the machines we measure on. */
const PAGE = 4096;

/** A process of ours that runs; `ended` resolves once it is gone. */
export type OurProcess = Process & { readonly ended: Promise<void> };

/** Builds the entries of `electron/processes` as the application does (bundled, not minified), in `out/bench`. */
export async function buildProcesses(): Promise<void> {
  await build({
    configFile: false,
    root: ROOT,
    logLevel: "error",
    ssr: { target: "node", noExternal: true, external: ["@signalapp/sqlcipher"] },
    build: {
      ssr: true,
      outDir: OUT,
      emptyOutDir: true,
      target: "node20.18",
      minify: false,
      rolldownOptions: {
        external: ["@signalapp/sqlcipher", /^pdfjs-dist(\/|$)/],
        input: Object.fromEntries(KINDS.map((kind) => [kind, join(ROOT, "electron", "processes", `${kind}.ts`)])),
        output: { format: "es", entryFileNames: "[name].js", chunkFileNames: "chunks/[name]-[hash].js" },
      },
    },
  });
}

/** Starts one, in a Node instead of Electron's utility process: same code, the channel of a forked process. */
export function startProcess(kind: (typeof KINDS)[number]): OurProcess {
  const child = fork(CHILD, [join(OUT, `${kind}.js`)], {
    serialization: "advanced",
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    execArgv: kind === "parser" ? [`--max-old-space-size=${PARSER_HEAP_MEGABYTES}`] : [],
    env: { PATH: process.env["PATH"] },
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return {
    // A process that is gone is told by its exit.
    post: (message) => void child.send(message as object, () => undefined),
    onMessage: (listener) => void child.on("message", listener),
    onClose: (listener) => void child.once("exit", listener),
    kill: () => void child.kill("SIGKILL"),
    memory: async () => {
      const [, resident] = (await readFile(`/proc/${child.pid}/statm`, "utf8").catch(() => "")).split(" ");
      return resident === undefined ? undefined : Number(resident) * PAGE;
    },
    ended,
  };
}
