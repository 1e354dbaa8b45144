import { exchange } from "../exchange";
import { realDisk } from "./real-disk";

/** An exchange whose process is killed after so many of its renames. */
const [, , current = "", after = "0"] = process.argv;
let renames = 0;
const die = (): void => void (renames === Number(after) && process.kill(process.pid, "SIGKILL"));
await exchange(current, {
  ...realDisk,
  rename: (from, to) => {
    die();
    realDisk.rename(from, to);
    renames += 1;
    die();
  },
});
