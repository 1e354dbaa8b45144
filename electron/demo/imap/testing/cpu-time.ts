/** Milliseconds of processor time that an act takes: a busy machine does not lengthen it as it does the clock's time. */
export async function cpuTimeOf(act: () => void | Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
