import type { Situation } from "#shared/domain/draft";
import { nakedIdentifier } from "#shared/rules/person-facts";
import type { Finding } from "./finding";
import type { Question, Wording } from "./question";
import { comparable, professionOf } from "./vocabulary";

/**
 * Whether an entry answers the question as far as it tells: accents, case, hyphens and the order of the words of a name do not count.
 * A field that the entry does not carry refuses it only when `strict` says that this source fills it.
 */
export function matches(finding: Finding, question: Question, strict: ReadonlySet<string>): boolean {
  const told = (field: string, text: string, wanted: string, test: (text: string, wanted: string) => boolean) =>
    wanted === "" || (text === "" ? !strict.has(field) : test(text, wanted));
  const somewhere = (field: keyof Situation, wanted: string, test: (text: string, wanted: string) => boolean) => {
    const texts = finding.situations.map((situation) => situation[field]).filter((text) => text !== "");
    return texts.length === 0 ? told(field, "", wanted, test) : texts.some((text) => told(field, text, wanted, test));
  };
  return (
    finding.address.toLowerCase().startsWith(question.address.toLowerCase()) &&
    told("family", finding.family === "" ? finding.name : finding.family, question.family, startsAWord) &&
    told("given", finding.given === "" ? finding.name : finding.given, question.given, startsAWord) &&
    told("profession", finding.profession, question.profession, sameProfession) &&
    told("specialty", finding.specialty, question.specialty, contains) &&
    told("idNat", finding.idNat, question.idNat, sameIdentifier) &&
    somewhere("structure", question.structure, contains) &&
    somewhere("street", question.street, contains) &&
    somewhere("postalCode", question.postalCode, begins) &&
    somewhere("city", question.city, startsAWord) &&
    (question.wordings.length === 0 || question.wordings.some((wording) => answersWording(finding, wording, strict)))
  );
}

function answersWording(finding: Finding, { name, city }: Wording, strict: ReadonlySet<string>): boolean {
  const all = [finding.name, finding.family, finding.given, ...finding.situations.map(({ structure }) => structure)];
  const texts = [...all, finding.address.split("@")[0] ?? ""].map(comparable);
  const named = name.every((word) => texts.some((text) => startsAWord(text, word)));
  if (!named || city === "") return named;
  const cities = finding.situations.map((situation) => situation.city).filter((text) => text !== "");
  return cities.length === 0 ? !strict.has("city") : cities.some((text) => startsAWord(text, city));
}

const begins = (text: string, wanted: string): boolean => comparable(text).startsWith(comparable(wanted));
const contains = (text: string, wanted: string): boolean => comparable(text).includes(comparable(wanted));
const startsAWord = (text: string, wanted: string): boolean =>
  ` ${comparable(text)}`.includes(` ${comparable(wanted)}`);
const sameIdentifier = (text: string, wanted: string): boolean => nakedIdentifier(text) === nakedIdentifier(wanted);

function sameProfession(text: string, wanted: string): boolean {
  const code = professionOf(wanted)?.code;
  return (code !== undefined && professionOf(text)?.code === code) || contains(text, wanted);
}
