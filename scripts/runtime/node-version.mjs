// Loaded by every entry before anything else: only syntax that an old Node can read.

/** The oldest Node whose tools we can use (design: Electron's own installer needs require(esm), 20.19). */
const OLDEST = [20, 19];

/** Ends the process with one clear line when Node is older than the tools need. */
export function requireNode() {
  const parts = process.versions.node.split(".");
  const major = Number(parts[0]);
  const minor = Number(parts[1]);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return;
  process.stderr.write(
    "Pli a besoin de Node " + OLDEST.join(".") + " ou plus récent ; celui-ci est " + process.versions.node + ".\n",
  );
  process.exit(1);
}
