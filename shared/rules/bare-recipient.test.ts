import { expect, test } from "vitest";
import { bareRecipient } from "./bare-recipient";

test("nothing is made up of somebody known by an address alone", () => {
  const { address, name, kind, source, ...rest } = bareRecipient({ address: "a.demo@demo.mssante.fr", name: "" });
  expect({ address, name, kind, source }).toEqual({
    address: "a.demo@demo.mssante.fr",
    name: "",
    kind: "unknown",
    source: "recent",
  });
  expect(Object.values(rest).filter(Boolean)).toEqual([]);
});

test("what is told replaces what is not known", () => {
  const told = { address: "x@demo.mssante.fr", name: "DEMO", kind: "PER", city: "DEMOVILLE", preferred: true } as const;
  expect(bareRecipient(told)).toMatchObject(told);
});
