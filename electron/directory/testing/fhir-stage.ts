import { createFhirSource, type FhirSettings } from "../fhir/source";
import type { Clock } from "../ports";
import { questionOfCriteria, questionOfText, type Question } from "../question";
import { systemClock } from "../system-clock";
import { FHIR_BASE, type FhirServer, organization, practitioner, role, telecom } from "./fhir-server";
import { criteria } from "./people";

/** A signal that nobody raises. */
export const never = new AbortController().signal;

/** The question of the window. */
export const asked = (fields: Parameters<typeof criteria>[0]): Question => questionOfCriteria(criteria(fields));

/** The question of the To field. */
export const typed = (text: string): Question => questionOfText(text) ?? nothing();
const nothing = (): never => {
  throw new Error("nothing to ask");
};

/** Real time, with waits of a tenth. */
export const quick: Clock = { now: systemClock.now, wait: (ms, signal) => systemClock.wait(ms / 10, signal) };

/** The source on a test server, with waits a tenth as long unless told otherwise. */
export const sourceOn = (server: FhirServer, settings: Partial<FhirSettings> = {}, clock: Clock = quick) =>
  createFhirSource({ base: FHIR_BASE, key: () => "cle-demo", request: server.request, ...settings }, clock);

/** One person with two places, and a mailbox at each level. */
export const population = (path: string): readonly unknown[] => {
  if (path.endsWith("/Practitioner"))
    return [
      practitioner("1", "FICTIF", "Alix", { telecom: [telecom("alix.fictif@personne.demo.mssante.fr", { rank: 2 })] }),
      role("r1", "1", "o1", { telecom: [telecom("alix.fictif@cabinet.demo.mssante.fr", { rank: 1 })] }),
      role("r2", "1", "o2"),
    ];
  if (path.endsWith("/Organization"))
    return [
      organization("o1", "Cabinet DEMO", "34690", "DEMOVILLE-SUR-LEZ"),
      organization("o2", "Clinique DEMO", "69003", "LYON DEMO", {
        telecom: [telecom("accueil@clinique.demo.mssante.fr", { type: "ORG", service: "Urgences DEMO" })],
      }),
    ];
  return [];
};
