/** Milliseconds of processor that an act takes: unlike those of a clock, they do not depend on what else the machine does. */
export function cpuMs(act: () => unknown): number {
  const start = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
