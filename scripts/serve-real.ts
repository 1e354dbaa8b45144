import { writeFileSync } from "node:fs";
import { startControl } from "../e2e/servers/control";
import { startSpaceOfTrust } from "../e2e/servers/space-of-trust";

/** Runs the space of trust of real servers, writes its description where asked, and stops on SIGTERM. */
const path = process.argv[2];
if (path === undefined) throw new Error("usage: serve-real.ts <description.json>");

const space = await startSpaceOfTrust();
const control = await startControl(space);
writeFileSync(path, JSON.stringify(control.description), { mode: 0o644 });
process.stdout.write("pli: servers ready\n");

const stop = async (): Promise<void> => {
  await control.stop();
  await space.stop();
  process.exit(0);
};
for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void stop());
// Our parent gone, nobody would stop us.
process.stdin.on("end", () => void stop()).resume();
