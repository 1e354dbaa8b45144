import { readdir, readFile } from "node:fs/promises";

/** Proportional memory of a process and of all below it, in megabytes: what is shared counts once. */
export async function treeMegabytes(root: number): Promise<number> {
  const sizes = await Promise.all(
    (await tree(root)).map(async (pid) => {
      const rollup = await readFile(`/proc/${pid}/smaps_rollup`, "utf8");
      return Number(/^Pss:\s+(\d+) kB$/mu.exec(rollup)?.[1] ?? 0) / 1024;
    }),
  );
  return total(sizes);
}

/** Files, sockets and pipes that a process and all below it hold open. */
export async function treeHandles(root: number): Promise<number> {
  return total(await Promise.all((await tree(root)).map(async (pid) => (await readdir(`/proc/${pid}/fd`)).length)));
}

/** Seconds of processor that a process and all below it have used so far, thread by thread: ticks of 10 ms would see nothing of an idle one. */
export async function treeSeconds(root: number): Promise<number> {
  const threads = await Promise.all((await tree(root)).map(threadsOf));
  const spent = await Promise.all(
    threads
      .flat()
      .map(async (path) => Number((await readFile(`${path}/schedstat`, "utf8").catch(() => "0")).split(" ")[0])),
  );
  return total(spent) / 1e9;
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);

async function threadsOf(pid: number): Promise<readonly string[]> {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  return threads.map((thread) => `/proc/${pid}/task/${thread}`);
}

async function tree(root: number): Promise<readonly number[]> {
  const all = (await readdir("/proc")).filter((name) => /^\d+$/u.test(name)).map(Number);
  const parents = new Map(await Promise.all(all.map(async (pid) => [pid, await parentOf(pid)] as const)));
  const below = (pid: number): readonly number[] => [
    pid,
    ...all.filter((other) => parents.get(other) === pid).flatMap(below),
  ];
  return below(root);
}

async function parentOf(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  // After the name, which may hold anything: state, parent.
  return Number(text.slice(text.lastIndexOf(")") + 2).split(" ")[1] ?? 0);
}
