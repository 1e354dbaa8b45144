/** What the run says of a requirement, in the words of the report. */
export type RowStatus = "prouvé" | "partiel" | "non couvert" | "texte inconnu" | "sans objet";

/** One requirement and what was shown of it: the specs that name it, and what each of them saw. */
export type Row = {
  readonly id: string;
  readonly text: string;
  /** How far the text itself is to be trusted: a, a2, b, c of the catalogue's sources. */
  readonly trust: string;
  readonly status: RowStatus;
  /** `file > title` of each spec that names it; empty where there is none. */
  readonly spec: string;
  readonly evidence: string;
};

/** A line of the catalogue. `client`: ours to hold; `inconnu`: its text is not known; `hors`: not a direct client's. */
export type Requirement = {
  readonly id: string;
  readonly trust: string;
  readonly concern: "client" | "inconnu" | "hors";
  readonly text: string;
};

/** A spec that was played, as its annotations tell it. */
export type PlayedSpec = {
  readonly name: string;
  readonly ids: readonly string[];
  readonly passed: boolean;
  /** What of the text it could not check; empty when it checks the whole. */
  readonly leaves: readonly string[];
  readonly evidence: readonly string[];
};

/** One row for every line of the catalogue; a spec that names an id of none is an error. */
export function conformityRows(catalogue: readonly Requirement[], played: readonly PlayedSpec[]): readonly Row[] {
  const known = new Set(catalogue.map(({ id }) => id));
  const stranger = played.flatMap(({ ids }) => ids).find((id) => !known.has(id));
  if (stranger !== undefined) throw new Error(`${stranger} is not in the catalogue`);
  return catalogue.map((requirement) => {
    const specs = played.filter(({ ids }) => ids.includes(requirement.id));
    return {
      id: requirement.id,
      text: requirement.text,
      trust: requirement.trust,
      status: statusOf(requirement, specs),
      spec: specs.map(({ name }) => name).join(" ; "),
      evidence: evidenceOf(specs),
    };
  });
}

function statusOf({ concern }: Requirement, specs: readonly PlayedSpec[]): RowStatus {
  if (concern === "hors") return "sans objet";
  if (concern === "inconnu") return "texte inconnu";
  if (specs.length === 0 || specs.some(({ passed }) => !passed)) return "non couvert";
  return specs.some(({ leaves }) => leaves.length > 0) ? "partiel" : "prouvé";
}

function evidenceOf(specs: readonly PlayedSpec[]): string {
  return specs
    .flatMap(({ passed, evidence, leaves }) => [
      ...(passed ? evidence : ["échec du contrôle"]),
      ...leaves.map((left) => `non vérifié : ${left}`),
    ])
    .join(" ; ");
}

/** Reads the catalogue: a header, then a requirement a line, its fields separated by tabs. */
export function readCatalogue(text: string): readonly Requirement[] {
  return text
    .trimEnd()
    .split("\n")
    .slice(1)
    .map((line) => {
      const [id = "", trust = "", concern = "", words = ""] = line.split("\t");
      if (concern !== "client" && concern !== "inconnu" && concern !== "hors") throw new Error(`catalogue: ${line}`);
      return { id, trust, concern, text: words };
    });
}

type Annotation = { readonly type: string; readonly description?: string };
type Suite = {
  readonly file?: string;
  readonly suites?: readonly Suite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly tests: readonly {
      readonly projectName: string;
      readonly status: string;
      readonly annotations: readonly Annotation[];
      readonly results: readonly { readonly annotations?: readonly Annotation[] }[];
    }[];
  }[];
};

/** The specs of the project `conformity` in a report of Playwright's JSON reporter. */
export function playedSpecs(report: { readonly suites?: readonly Suite[] }): readonly PlayedSpec[] {
  return (report.suites ?? []).flatMap((suite) => specsOf(suite, suite.file ?? ""));
}

function specsOf(suite: Suite, file: string): readonly PlayedSpec[] {
  const here = (suite.specs ?? []).flatMap(({ title, tests }) =>
    tests
      .filter(({ projectName }) => projectName === "conformity")
      .map(({ status, annotations, results }) => {
        const all = [...annotations, ...(results.at(-1)?.annotations ?? [])];
        const words = (type: string): readonly string[] => [
          ...new Set(all.filter((one) => one.type === type).map(({ description = "" }) => description)),
        ];
        return {
          name: `${file} > ${title}`,
          ids: words("requirement"),
          // Flaky, in the reporter's words: it passed at the second attempt, which `npm test` names.
          passed: status === "expected" || status === "flaky",
          leaves: words("leaves"),
          evidence: words("evidence"),
        };
      }),
  );
  return [...here, ...(suite.suites ?? []).flatMap((inner) => specsOf(inner, file))];
}

/** The rows as a table to read, and how many there are of each kind. */
export function asTable(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(({ id }) => id.length));
  const lines = rows.map(
    ({ id, status, trust, text, evidence }) =>
      `${id.padEnd(width)}  ${status.padEnd(13)}  (${trust})  ${text}${evidence === "" ? "" : `\n${" ".repeat(width + 2)}→ ${evidence}`}`,
  );
  const kinds: readonly RowStatus[] = ["prouvé", "partiel", "non couvert", "texte inconnu", "sans objet"];
  const counts = kinds.map((kind) => `${kind} : ${rows.filter(({ status }) => status === kind).length}`);
  return `${lines.join("\n")}\n\n${counts.join(", ")} ; en tout : ${rows.length}`;
}
