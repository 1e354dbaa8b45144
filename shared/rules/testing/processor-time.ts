/**
 * Starts counting what this process computes; the answer gives the milliseconds of processor since.
 * For the tests that bound a hostile input: waiting for a busy machine does not count, looping does.
 */
export function processorTime(): () => number {
  const start = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  };
}
