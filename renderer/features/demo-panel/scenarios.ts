import type { DemoAct } from "#shared/contract/demo-panel";
import type { TextKey } from "#shared/text/index";

/** One step of a scenario: what the demonstration does by itself, or what the person does in Pli. */
export type Step = { readonly says: TextKey; readonly act?: DemoAct };

/** The scenarios that show what Pli does, each a few steps. */
export const scenarios = [
  {
    id: "sign-in",
    steps: [{ says: "demo.signIn1", act: "end-session" }, { says: "demo.signIn2" }, { says: "demo.signIn3" }],
  },
  {
    id: "report",
    steps: [
      { says: "demo.report1", act: "lab-report" },
      { says: "demo.report2" },
      { says: "demo.report3", act: "unknown-patient-report" },
      { says: "demo.report4" },
    ],
  },
  {
    id: "exchange",
    steps: [{ says: "demo.exchange1", act: "patient-message" }, { says: "demo.exchange2" }, { says: "demo.exchange3" }],
  },
  {
    id: "replaced",
    steps: [
      { says: "demo.replaced1", act: "lab-report" },
      { says: "demo.replaced2", act: "replace-report" },
      { says: "demo.replaced3" },
    ],
  },
  {
    id: "failure",
    steps: [{ says: "demo.failure1" }, { says: "demo.failure2", act: "failure-receipt" }, { says: "demo.failure3" }],
  },
  {
    id: "outage",
    steps: [
      { says: "demo.outage1", act: "outage" },
      { says: "demo.outage2" },
      { says: "demo.outage3", act: "recover" },
      { says: "demo.outage4" },
    ],
  },
] as const satisfies readonly { readonly id: string; readonly steps: readonly Step[] }[];
