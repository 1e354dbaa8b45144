import type { DraftCheck } from "#shared/contract/writing";
import { useText } from "../../text";
import { Banner } from "../../ui";
import { pointText } from "./point-text";

/** Said before the person tries to send: what a half-written message always lacks is not. */
const TOO_EARLY: ReadonlySet<string> = new Set(["no-recipient", "empty-subject"]);
/** Shown in the confirmation itself, with what it needs to be judged. */
const IN_DIALOG: ReadonlySet<string> = new Set(["patient-identity"]);

/** Why the message may not leave, and what will be asked. `tried`: the person wanted to send. */
export function Guards({ check, tried }: { readonly check: DraftCheck | undefined; readonly tried: boolean }) {
  const t = useText();
  if (check === undefined) return null;
  const timely = ({ code }: { readonly code: string }): boolean => tried || !TOO_EARLY.has(code);
  const blocks = check.blocks.filter(timely);
  const warnings = check.confirms.filter(({ code }) => !IN_DIALOG.has(code));
  const notes = check.informs.filter(timely);
  return (
    <>
      {blocks.map((point) => (
        <Banner key={`${point.code}${point.about ?? ""}`} tone="warning" live>
          {pointText("block", point, t)}
        </Banner>
      ))}
      {warnings.map((point) => (
        <Banner key={point.key} tone="warning" live={tried}>
          {pointText("confirm", point, t)}
        </Banner>
      ))}
      {notes.map((point) => (
        <Banner key={point.code}>{pointText("inform", point, t)}</Banner>
      ))}
    </>
  );
}

/** The addresses, in lower case, that a check says nothing may leave to. */
export function refusedAddresses(check: DraftCheck | undefined): ReadonlySet<string> {
  const about = (check?.blocks ?? []).flatMap((point) => (OF_ADDRESS.has(point.code) ? (point.about ?? []) : []));
  return new Set(about.map((address) => address.toLowerCase()));
}

const OF_ADDRESS: ReadonlySet<string> = new Set(["outside-trust-space", "invalid-address", "bad-ins-key"]);
