import CreditCard from "lucide-react/icons/credit-card";
import Globe from "lucide-react/icons/globe";
import Smartphone from "lucide-react/icons/smartphone";
import { useState, type FormEvent } from "react";
import type { DemoState } from "#shared/contract/application";
import type { AppState, SessionState, SignInChannel } from "#shared/domain/session";
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
  // The way used last comes first; the browser, where whoever signs in names herself, needs no identifier here.
  const [first = "mobile"] = state.channels;
  const start = async (channel: SignInChannel): Promise<void> => {
    if (channel === "browser") return void (await signIn.run({ channel }));
    setTried(true);
    if (valid) await signIn.run({ idNat, channel });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void start(first);
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
      <FailureBanner failure={signIn.failure} onRetry={() => void start(first)} />
      <Ways channels={state.channels} pending={signIn.pending} onChoose={(channel) => void start(channel)} />
      {state.profile === "demo" && <DemoPeople people={people} chosen={idNat} onChoose={setTyped} />}
    </form>
  );
}

const ICONS = { mobile: Smartphone, card: CreditCard, browser: Globe } as const;
const WORDS = {
  mobile: "session.channelMobile",
  card: "session.channelCard",
  browser: "session.channelBrowser",
} as const;

type WaysProps = {
  readonly channels: readonly SignInChannel[];
  readonly pending: boolean;
  readonly onChoose: (channel: SignInChannel) => void;
};

/** One button for each way, the first one the form's own. */
function Ways({ channels: [first = "mobile", ...others], pending, onChoose }: WaysProps) {
  const t = useText();
  return (
    <div className={styles.channels}>
      <Button variant="primary" type="submit" icon={ICONS[first]} isPending={pending}>
        {t(WORDS[first])}
      </Button>
      {others.map((channel) => (
        <Button key={channel} icon={ICONS[channel]} isDisabled={pending} onPress={() => onChoose(channel)}>
          {t(WORDS[channel])}
        </Button>
      ))}
      {[first, ...others].includes("browser") && <p className={styles.about}>{t("session.channelBrowserAbout")}</p>}
    </div>
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
