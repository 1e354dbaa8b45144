import type { Result } from "#shared/domain/failure";
import { accounts } from "./accounts";
import { application, demo, session } from "./application";
import { composers } from "./composers";
import { contacts } from "./contacts";
import { directory } from "./directory";
import { day } from "./day";
import { demoPanel } from "./demo-panel";
import { documents } from "./documents";
import { housekeeping } from "./housekeeping";
import { journal } from "./journal";
import { leaving } from "./leaving";
import { environment } from "./environment";
import { madeDocuments } from "./made-documents";
import { indicators } from "./indicators";
import { mail } from "./mail";
import { mailRules } from "./mail-rules";
import type { Method } from "./method";
import { practiceFolder } from "./practice-folder";
import { quality } from "./quality";
import { receipts } from "./receipts";
import { proxy } from "./proxy";
import { reports } from "./reports";
import { templates } from "./templates";
import { scanFolder } from "./scan-folder";
import { safety } from "./safety";
import { spelling } from "./spelling";
import { updates } from "./updates";
import { writing } from "./writing";

/** Every method that a page may call; handler types, client types and the audit come from it. */
export const contract = {
  ...application,
  ...session,
  ...demo,
  ...demoPanel,
  ...accounts,
  ...environment,
  ...proxy,
  ...mail,
  ...mailRules,
  ...journal,
  ...housekeeping,
  ...leaving,
  ...day,
  ...documents,
  ...practiceFolder,
  ...scanFolder,
  ...receipts,
  ...reports,
  ...indicators,
  ...madeDocuments,
  ...writing,
  ...composers,
  ...spelling,
  ...templates,
  ...safety,
  ...directory,
  ...contacts,
  ...quality,
  ...updates,
} as const;

/** Names of the methods. */
export type MethodName = keyof typeof contract;

type Shape<Name extends MethodName> =
  (typeof contract)[Name] extends Method<infer Input, infer Output>
    ? { readonly input: Input; readonly output: Output }
    : never;

/** What a method takes. */
export type Input<Name extends MethodName> = Shape<Name>["input"];
/** What a method gives when it succeeds. */
export type Output<Name extends MethodName> = Shape<Name>["output"];

/** The client that a page holds. */
export type Call = <Name extends MethodName>(name: Name, input: Input<Name>) => Promise<Result<Output<Name>>>;

/** Handlers of every method, as main fills them. */
export type Handlers = { readonly [Name in MethodName]: (input: Input<Name>) => Promise<Output<Name>> };
