import type { Said } from "../../electron/directory/testing/extraction";
import { seedOf } from "./seed";

/** What people type: the beginning of a name, two beginnings in either order, a city or a profession beside; one in ten with an error. */
export function typedName(people: readonly Said[], at: number): string {
  const seed = seedOf(at + 900_000);
  const { family = "demo", given = "demo", city = "", profession } = people[seed.whole(people.length)] ?? {};
  const name = family.toLowerCase().split("-")[0] ?? family;
  const begun = (word: string, letters: number): string => word.slice(0, letters);
  switch (at % 10) {
    case 0:
      return begun(name, 3);
    case 1:
      return begun(name, 5);
    case 2:
      return `${begun(name, 4)} ${begun(given, 2)}`;
    case 3:
      return `${given} ${begun(name, 3)}`;
    case 4:
      return `dr ${name} ${begun(city || "demo", 4)}`;
    case 5:
      return `${profession?.[1] ?? "médecin"} ${String(1 + seed.whole(95)).padStart(2, "0")}`;
    case 6:
      return `${name} ${given}`;
    case 7:
      return `centre ${begun(name, 4)}`;
    case 8:
      return `${name.slice(0, 2)}${name.slice(3)} ${given}`;
    default:
      return `cardiologue ${begun(city || "demo", 5)}`;
  }
}
