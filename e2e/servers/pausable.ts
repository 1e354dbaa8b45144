import type { PrivateFolder } from "./private-folder";
import type { RunningProgram } from "./running-program";

/** A server that a test cuts and brings back: between `pause` and `resume` its ports refuse, and what it holds stays. */
export type Pausable = {
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Ends it for good; what it held goes. */
  stop(): Promise<void>;
};

/** Runs it; a server that does not start leaves no folder, and its error tells what `log` says. */
export async function pausable(
  folder: PrivateFolder,
  run: () => Promise<RunningProgram>,
  log: () => string = () => "",
): Promise<Pausable> {
  let program = await run().catch((error: unknown) => {
    const told = `${String(error)}\n${log()}`;
    folder.remove();
    throw new Error(told);
  });
  return {
    pause: () => program.stop(),
    resume: async () => {
      program = await run();
    },
    stop: async () => {
      await program.stop();
      folder.remove();
    },
  };
}
