import fc from "fast-check";
import { expect, test } from "vitest";
import type { SessionState } from "#shared/domain/session";
import { sessionTurns } from "./session-turns";

type State = SessionState["state"];

function turnsOf(states: readonly State[]): string {
  let turns = "";
  const hear = sessionTurns({ began: () => (turns += "+"), ended: () => (turns += "-") });
  for (const state of states) hear(state);
  return turns;
}

test.each<[readonly State[], string]>([
  [["requesting", "waiting", "signed-in", "signed-in", "signed-out"], "+-"],
  [["requesting", "waiting", "signed-out"], ""],
  [["signed-in", "requesting", "waiting", "signed-in"], "++"],
  [["signed-in", "requesting", "waiting", "signed-out"], "+-"],
  [["signed-in", "signed-out", "signed-out"], "+-"],
])("%j is told as %j", (states, turns) => expect(turnsOf(states)).toBe(turns));

test("whatever happens, nothing of a session outlives it", () => {
  const states = fc.array(fc.constantFrom<State>("signed-out", "requesting", "waiting", "signed-in"));
  fc.assert(
    fc.property(states, (some) => {
      expect(turnsOf([...some, "signed-out"])).not.toMatch(/\+$|^-|--/u);
    }),
  );
});
