import { useEffect, useState } from "react";
import type { TestStep } from "#shared/contract/accounts";
import type { Failure } from "#shared/domain/failure";
import type { MailboxId } from "#shared/domain/ids";
import type { AppState } from "#shared/domain/session";
import { call, onAppEvent, useCommand } from "../../bridge";
import { useText } from "../../text";
import { Button, FailureBanner, Gate } from "../../ui";
import { AddressForm } from "./address-form";
import { FirstSync } from "./first-sync";
import { LinkWait } from "./link-wait";
import { type MailboxFields, OPENING, type Opening, openingOf } from "./mailbox-fields";
import { ManualServers } from "./manual-servers";
import { TestSteps } from "./test-steps";
import { useFocusKept } from "./use-focus-kept";
import styles from "./accounts.module.css";

export type AddMailboxProps = {
  readonly state: AppState;
  readonly onDone: () => void;
  readonly onCancel?: () => void;
};

/** From an address to a mailbox that works: the address, the test with its steps shown as they are made, the first synchronisation. */
export function AddMailbox({ state, onDone, onCancel }: AddMailboxProps) {
  const t = useText();
  const add = useCommand("mailboxes.add", { failures: "inline" });
  const [fields, setFields] = useState<MailboxFields | null>(null);
  const [steps, setSteps] = useState<readonly TestStep[]>([]);
  const [added, setAdded] = useState<MailboxId | null>(null);
  const [manual, setManual] = useState(false);
  const [before, setBefore] = useState(NOTHING);
  // The first mailbox is added before there is a window, the others from it.
  const inside = onCancel !== undefined;
  useTestSteps(fields?.address ?? null, setSteps);
  const start = (next: MailboxFields | null): void => {
    setFields(next);
    setSteps([]);
    setAdded(null);
    setManual(false);
  };
  const correct = (way: Opening["way"]): void => {
    if (fields !== null) setBefore({ address: fields.address, opening: openingOf(fields, way) });
    start(null);
  };
  const run = async ({ secret, ...asked }: MailboxFields): Promise<void> => {
    // What is typed once is not kept for a second try.
    start(asked);
    const result = await add.run({
      ...asked,
      ...(secret === undefined ? {} : { secret }),
      environmentId: state.environmentId ?? "production",
    });
    if (!result.ok) return;
    setSteps(result.value.steps);
    setAdded(result.value.mailbox?.id ?? null);
  };
  if (added !== null) {
    return (
      <Gate inside={inside} title={t("accounts.syncTitle")} lead={t("accounts.syncLead")}>
        <FirstSync
          id={added}
          onOpen={onDone}
          onAnother={() => {
            setBefore(NOTHING);
            start(null);
          }}
        />
      </Gate>
    );
  }
  if (fields !== null) {
    return (
      <Gate inside={inside} title={t("accounts.testing")} lead={fields.address}>
        {manual ? (
          <ManualServers
            auth={fields.auth}
            onSubmit={(typed) => void run({ ...fields, ...typed })}
            onBack={() => setManual(false)}
          />
        ) : (
          <Test
            steps={steps}
            running={add.pending}
            failure={add.failure}
            onChange={() => correct(wayOf(fields))}
            onOtherWay={correct}
            // A code is good for one try.
            onRetry={() => (fields.auth?.kind === "code" ? correct("code") : void run(fields))}
            onManual={() => setManual(true)}
          />
        )}
      </Gate>
    );
  }
  return (
    <Gate
      inside={inside}
      title={t(onCancel === undefined ? "accounts.title" : "accounts.titleMore")}
      lead={t("accounts.lead")}
    >
      <AddressForm
        demo={state.profile === "demo"}
        before={before}
        onSubmit={(asked) => void run(asked)}
        {...(onCancel === undefined ? {} : { onCancel })}
      />
    </Gate>
  );
}

const NOTHING: { readonly address: string; readonly opening: Opening } = { address: "", opening: OPENING };

const wayOf = ({ auth }: MailboxFields): Opening["way"] =>
  auth?.kind === "code" ? "code" : auth?.kind === "operator-ciba" ? "link" : "psc";

/** Hears the steps of the test of an address as they are made. */
function useTestSteps(address: string | null, onSteps: (steps: readonly TestStep[]) => void): void {
  useEffect(
    () => onAppEvent((event) => event.kind === "connection-test" && event.address === address && onSteps(event.steps)),
    [address, onSteps],
  );
}

/** A page that is left gives up the link that it alone showed. */
function useGivenUp(isWaiting: boolean): void {
  useEffect(() => (isWaiting ? () => void call("mailboxes.cancelLink", undefined) : undefined), [isWaiting]);
}

type TestProps = {
  readonly steps: readonly TestStep[];
  readonly running: boolean;
  readonly failure: Failure | null;
  readonly onChange: () => void;
  readonly onRetry: () => void;
  /** The operator opens this mailbox another way. */
  readonly onOtherWay: (way: Opening["way"]) => void;
  readonly onManual: () => void;
};

/** What the operator does not publish, or not well: its servers may be typed instead. */
const UNPUBLISHED: ReadonlySet<string> = new Set([
  "not-found",
  "unavailable",
  "malformed",
  "too-large",
  "no-usable-server",
]);

const OTHER_WAYS = ["code", "link"] as const;

function Test({ steps, running, failure, onChange, onRetry, onOtherWay, onManual }: TestProps) {
  const t = useText();
  const failed = failure !== null || steps.some((step) => step.state === "failed");
  const isUnpublished = steps.some(({ step, code }) => step === "autoconfig" && UNPUBLISHED.has(code ?? ""));
  const other = OTHER_WAYS.find((way) => steps.some(({ code }) => code === `by-${way}`));
  const asked = running ? steps.find(({ code }) => code === "link-asked" || code === "link-waiting") : undefined;
  useGivenUp(asked !== undefined);
  const place = useFocusKept(running ? "running" : "over");
  return (
    <div ref={place} tabIndex={-1} role="group" aria-label={t("accounts.testing")} className={styles.form}>
      <TestSteps steps={steps} running={running} />
      {asked !== undefined && (
        <LinkWait sent={asked.sent ?? null}>
          {t(asked.sent === undefined ? "accounts.linkAsked" : "accounts.linkWaiting")}
        </LinkWait>
      )}
      <FailureBanner failure={failure} />
      {failed && (
        <div className={styles.actions}>
          <Button onPress={onChange}>{t("accounts.change")}</Button>
          {isUnpublished && !running && <Button onPress={onManual}>{t("accounts.manual")}</Button>}
          {other === undefined ? (
            <Button variant="primary" onPress={onRetry} isPending={running}>
              {t("app.retry")}
            </Button>
          ) : (
            <Button variant="primary" onPress={() => onOtherWay(other)}>
              {t(other === "code" ? "accounts.openByCode" : "accounts.openByLink")}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
