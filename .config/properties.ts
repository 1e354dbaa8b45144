import { configureGlobal } from "fast-check";

/**
 * The seed of every property: the same on each run, so that a red run can be played again and a green one proves the same thing twice.
 * `PLI_SEED=new` draws another, to look for a counterexample; `PLI_SEED=12345` plays one again.
 */
const asked = process.env.PLI_SEED;
configureGlobal({ seed: asked === "new" ? Date.now() % 0x7fff_ffff : Number(asked ?? 20_261_101) });
