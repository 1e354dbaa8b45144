import type { Settings } from "#shared/domain/session";
import { keepSettings, useCommand } from "../../bridge";

/** Saves a setting as it is changed and shows it at once. */
export function useSetting(): (changed: Partial<Settings>) => void {
  const set = useCommand("settings.set");
  return (changed) => void set.run(changed).then((result) => result.ok && keepSettings(result.value));
}

/** The nearest of the proposed values, for a value that came from elsewhere. */
export const nearest = <Value extends string>(values: readonly [Value, ...Value[]], to: number): Value =>
  values.reduce(
    (best, value) => (Math.abs(Number(value) - to) < Math.abs(Number(best) - to) ? value : best),
    values[0],
  );
