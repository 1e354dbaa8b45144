import CreditCard from "lucide-react/icons/credit-card";
import Smartphone from "lucide-react/icons/smartphone";
import { useState, type FormEvent } from "react";
import type { DemoState } from "#shared/contract/application";
import type { AppState, SessionState } from "#shared/domain/session";
import { spacedIdNat } from "#shared/text/formats/index";
import { useCommand, useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Banner, Button, FailureBanner, TextField } from "../../ui";
import styles from "./sign-in.module.css";

type End = Extract<SessionState, { state: "signed-out" }>["end"];

/** Asks for the national identifier, prefilled with the last one, and how to approve. */
export function IdentifierForm({ state, end }: { readonly state: AppState; readonly end: End }) {
  const t = useText();
  const signIn = useCommand("session.signIn", { failures: "inline" });
  const [typed, setTyped] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const people = useQueryOf("demo.state", undefined).data?.people ?? [];
  // The last person here; in a demonstration that begins, its first doctor.
  const offered = state.lastIdNat ?? people[0]?.idNat ?? "";
  const idNat = (typed ?? offered).replace(/\s/gu, "");
  const valid = /^\d{10,12}$/u.test(idNat);
  const start = async (value: string, channel: "mobile" | "card"): Promise<void> => {
    setTried(true);
    if (/^\d{10,12}$/u.test(value)) await signIn.run({ idNat: value, channel });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void start(idNat, "mobile");
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      {end !== null && end !== "cancelled" && end !== "signed-out" && (
        <Banner tone="warning" live>
          {t.ofCode("session", `end-${end}`)}
        </Banner>
      )}
      <TextField
        label={t("session.idNat")}
        description={t("session.idNatHelp")}
        value={typed ?? spacedIdNat(offered)}
        onChange={setTyped}
        inputMode="numeric"
        autoComplete="off"
        takesFocus
        mono
        maxLength={20}
        error={tried && !valid ? t("session.idNatInvalid") : null}
      />
      <FailureBanner failure={signIn.failure} onRetry={() => void start(idNat, "mobile")} />
      <div className={styles.channels}>
        <Button variant="primary" type="submit" icon={Smartphone} isPending={signIn.pending}>
          {t("session.channelMobile")}
        </Button>
        <Button icon={CreditCard} isDisabled={signIn.pending} onPress={() => void start(idNat, "card")}>
          {t("session.channelCard")}
        </Button>
      </div>
      {state.profile === "demo" && <DemoPeople people={people} chosen={idNat} onChoose={setTyped} />}
    </form>
  );
}

type DemoPeopleProps = {
  readonly people: DemoState["people"];
  readonly chosen: string;
  readonly onChoose: (idNat: string) => void;
};

/** The people of the demonstration, to sign in as one of them in a click. */
function DemoPeople({ people, chosen, onChoose }: DemoPeopleProps) {
  const t = useText();
  if (people.length === 0) return null;
  return (
    <fieldset className={styles.people}>
      <legend>{t("session.demoPeople")}</legend>
      {people.map((person) => (
        <button
          key={person.idNat}
          type="button"
          className={styles.person}
          onClick={() => onChoose(spacedIdNat(person.idNat))}
          aria-pressed={person.idNat === chosen}
        >
          <span>{person.name}</span>
          <span className={styles.personId}>{spacedIdNat(person.idNat)}</span>
        </button>
      ))}
    </fieldset>
  );
}
