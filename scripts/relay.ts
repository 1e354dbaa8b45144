import { readFileSync } from "node:fs";
import { readSettings, type SettingProblem } from "../electron/relay/settings";
import { openRelay } from "./relay-parts";

/** `npm run relay`: the relay between desktops and Pro Santé Connect, set by `PLI_RELAY_*` (electron/relay/README.md). */
const PROBLEMS: Readonly<Record<SettingProblem["problem"], string>> = {
  missing: "manque",
  invalid: "n’est pas valable",
  unreadable: "désigne un fichier illisible",
};

const reading = readSettings(process.env, (path) => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
});
if (!reading.ok) {
  for (const { name, problem } of reading.problems) process.stderr.write(`${name} ${PROBLEMS[problem]}.\n`);
  process.exit(2);
}

const relay = await openRelay(reading.settings, (line) => process.stdout.write(line));
process.stderr.write(`pli-relay: listening on ${reading.settings.host} port ${relay.port}\n`);

const stop = async (): Promise<void> => {
  process.stderr.write("pli-relay: stopping\n");
  await relay.close();
  // What is still being undone at Pro Santé Connect has this long.
  setTimeout(() => process.exit(0), 5_000).unref();
};
for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void stop());
