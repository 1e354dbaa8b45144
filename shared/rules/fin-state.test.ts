import { describe, expect, it } from "vitest";
import { exchangeState, keptFin } from "./fin-state";

const sent = (day: number, kind: "plain" | "header" | "subject") => ({
  date: `2024-03-${String(day).padStart(2, "0")}T10:00:00Z`,
  fin: kind === "header",
  finSubject: kind === "subject",
});

describe("the exchange with a patient (ECO.2.2.8)", () => {
  it.each([
    [[], "open"],
    [[sent(1, "plain")], "open"],
    [[sent(1, "plain"), sent(2, "plain")], "open"],
    [[sent(1, "header")], "closed"],
    [[sent(1, "subject")], "closed"],
    [[sent(1, "plain"), sent(2, "header")], "closed"],
    [[sent(1, "header"), sent(2, "plain")], "reopened"],
    [[sent(1, "subject"), sent(2, "plain")], "reopened"],
    [[sent(1, "header"), sent(2, "plain"), sent(3, "plain")], "reopened"],
    [[sent(1, "header"), sent(2, "plain"), sent(3, "header")], "closed"],
    [[sent(1, "header"), sent(2, "header")], "closed"],
  ] as const)("%# is as its last message left it", (messages, state) => {
    expect(exchangeState(messages)).toBe(state);
  });

  it("does not depend on the order in which messages were found", () => {
    expect(exchangeState([sent(3, "plain"), sent(1, "plain"), sent(2, "header")])).toBe("reopened");
    expect(exchangeState([sent(3, "header"), sent(1, "plain")])).toBe("closed");
  });

  it("compares instants, not clock readings", () => {
    const late = { date: "2024-03-01T10:30:00+02:00", fin: true, finSubject: false };
    const later = { date: "2024-03-01T09:00:00Z", fin: false, finSubject: false };
    expect(exchangeState([later, late])).toBe("reopened");
  });

  it("keeps the order given for messages without a readable date", () => {
    const undated = { date: "", fin: true, finSubject: false };
    expect(exchangeState([undated, { ...undated, fin: false }])).toBe("reopened");
    expect(exchangeState([{ ...undated, fin: false }, undated])).toBe("closed");
  });
});

describe("FIN in a draft (ECO.2.2.8)", () => {
  const patient = { address: "277076322082910@patient.mssante.fr" };
  const colleague = { address: "paul.demo@chu.demo.mssante.fr" };

  it("stays as long as one patient is written to, and falls with the last", () => {
    expect(keptFin(true, [colleague, patient])).toBe(true);
    expect(keptFin(true, [colleague])).toBe(false);
    expect(keptFin(true, [])).toBe(false);
  });

  it("is never set by a patient alone", () => {
    expect(keptFin(false, [patient])).toBe(false);
  });
});
